import { useEffect, useState } from 'preact/hooks'
import { copyText } from './clipboard'

// CopyButton puts a text on the clipboard and says so.
export function CopyButton({ text, label = 'Copy', primary = false }: { text: string; label?: string; primary?: boolean }) {
  const [{ said, of }, set] = useState({ said: '', of: '' })
  useEffect(() => {
    const timer = said ? setTimeout(() => set({ said: '', of: '' }), 2000) : undefined
    return () => clearTimeout(timer)
  }, [said, of])
  const copy = async () => set({ said: (await copyText(text)) ? 'Copied' : 'Select it and copy', of: text })
  return (
    <button type="button" class={primary ? 'primary copy' : 'copy'} onClick={copy}>
      <span aria-live="polite">{(of === text && said) || label}</span>
    </button>
  )
}
