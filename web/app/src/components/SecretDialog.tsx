import type { ComponentChildren } from 'preact'
import { Dialog } from './Dialog'
import { SecretField } from './SecretField'

interface Props {
  title: string
  label: string // of the secret
  secret: string
  close: () => void
  children: ComponentChildren // how to use it
}

// SecretDialog shows a new secret. It cannot be shown again.
export function SecretDialog({ title, label, secret, close, children }: Props) {
  return (
    <Dialog title={title} close={close} onlyByButton>
      <p class="explanation">It is shown only once. {children}</p>
      <SecretField label={label} value={secret} />
      <div class="actions end"><button type="button" onClick={close}>Done</button></div>
    </Dialog>
  )
}
