import { useEffect, useState } from 'preact/hooks'
import { copyText } from './clipboard'

// CopyButton puts a text on the clipboard and says so.
export function CopyButton({ text, label = 'Copy', primary = false }: { text: string; label?: string; primary?: boolean }) {
  const [said, say] = useState('')
  useEffect(() => {
    const timer = said ? setTimeout(() => say(''), 2000) : undefined
    return () => clearTimeout(timer)
  }, [said])
  const copy = async () => say((await copyText(text)) ? 'Copied' : 'Select it and copy')
  return (
    <button type="button" class={primary ? 'primary copy' : 'copy'} onClick={copy}>
      <span aria-live="polite">{said || label}</span>
    </button>
  )
}
