import { useEffect, useId, useRef } from 'preact/hooks'
import type { Failure } from '../graphql/Failure'
import { hasKeyboard } from './hasKeyboard'

interface Props {
  label: string
  name: string // of the field of the input, which a failure may name
  value: string
  change: (value: string) => void
  hint?: string
  failure?: Failure
  type?: 'text' | 'url' | 'email' | 'password' | 'number'
  required?: boolean
  readOnly?: boolean
  autofocus?: boolean
  autocomplete?: string
  placeholder?: string
}

// Field is an input for one line of text, with its label and a hint.
export function Field({ label, name, value, change, hint, failure, required, readOnly, autofocus, placeholder, type = 'text', autocomplete = 'off' }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => void (autofocus && hasKeyboard() && input.current!.focus()), [])
  const invalid = failure?.fields.includes(name)
  return (
    <div class="field">
      <label for={id}>{label}{!required && <span class="optional"> (optional)</span>}</label>
      <input ref={input} id={id} name={name} type={type as 'text'} value={value} required={required} readOnly={readOnly} placeholder={placeholder} autocomplete={autocomplete}
        autofocus={autofocus} spellcheck={false} dir={type === 'text' ? 'auto' : undefined} aria-invalid={invalid} aria-describedby={hint && `${id}-hint`}
        onInput={(event) => change(event.currentTarget.value)} />
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
