import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

// isOfComposition reports whether a key belongs to an input method. In Safari the composition has ended before the event of the key
// that ends it; only its key code shows this.
const isOfComposition = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

interface Props {
  label: string
  value: string
  change: (value: string) => void
  send: () => void
  cancel?: () => void
  placeholder?: string
  autofocus?: boolean
  disabled?: boolean
}

// MessageInput is the field for the text of a message. It is as high as its text. Enter sends, Shift+Enter breaks the line.
export function MessageInput({ label, value, change, send, cancel, placeholder, autofocus, disabled }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const { style } = area.current!
    style.height = 'auto'
    style.height = `${area.current!.scrollHeight + 2}px`
  }, [value])
  useEffect(() => {
    if (!autofocus) return
    area.current!.focus()
    area.current!.selectionStart = value.length
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    if (isOfComposition(event)) return
    if (event.key === 'Escape' && cancel) return cancel()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    <textarea ref={area} rows={1} value={value} aria-label={label} placeholder={placeholder} disabled={disabled}
      onInput={(event) => change(event.currentTarget.value)} onKeyDown={onKeyDown} />
  )
}
