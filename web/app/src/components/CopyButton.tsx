import { useEffect, useState } from 'preact/hooks'
import { copyText } from './clipboard'

const RESULT_DURATION = 2000 // ms

// CopyButton copies a text to the clipboard and shows whether that worked.
export function CopyButton({ text, label = 'Copy', primary = false }: { text: string; label?: string; primary?: boolean }) {
  const [{ result, copied }, set] = useState({ result: '', copied: '' })
  useEffect(() => {
    const timer = result ? setTimeout(() => set({ result: '', copied: '' }), RESULT_DURATION) : undefined
    return () => clearTimeout(timer)
  }, [result, copied])
  const copy = async () => set({ result: (await copyText(text)) ? 'Copied' : 'Select it and copy', copied: text })
  return (
    <button type="button" class={primary ? 'primary copy' : 'copy'} onClick={copy}>
      <span aria-live="polite">{(copied === text && result) || label}</span>
    </button>
  )
}
