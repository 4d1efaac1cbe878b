import { CopyButton } from './CopyButton'

// SecretField shows a secret and a button to copy it.
export function SecretField({ label, value }: { label: string; value: string }) {
  return (
    <div class="secret">
      <input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={value} primary />
    </div>
  )
}
