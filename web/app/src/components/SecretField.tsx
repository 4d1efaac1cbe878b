import { CopyButton } from './CopyButton'

// SecretField shows something that is shown this once, ready to be copied.
export function SecretField({ label, value }: { label: string; value: string }) {
  return (
    <div class="secret">
      <input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={value} primary />
    </div>
  )
}
