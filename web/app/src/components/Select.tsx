import { useId } from 'preact/hooks'

interface Props {
  label: string
  value: string
  change: (value: string) => void
  options: readonly (readonly [value: string, label: string])[]
  hint?: string
}

// Select is an input for one of a few options.
export function Select({ label, value, change, options, hint }: Props) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} aria-describedby={hint && `${id}-hint`} onChange={(event) => change(event.currentTarget.value)}>
        {options.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </select>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
