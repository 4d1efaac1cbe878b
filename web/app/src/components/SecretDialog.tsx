import type { ComponentChildren } from 'preact'
import { Dialog } from './Dialog'
import { SecretField } from './SecretField'

interface Props {
  title: string
  label: string // of the secret
  secret: string
  close: () => void
  children: ComponentChildren // what to do with it
}

// SecretDialog shows a secret that was just made, and that nobody can look up again.
export function SecretDialog({ title, label, secret, close, children }: Props) {
  return (
    <Dialog title={title} close={close} once>
      <p class="explanation">It is shown this once. {children}</p>
      <SecretField label={label} value={secret} />
      <div class="actions end"><button type="button" onClick={close}>Done</button></div>
    </Dialog>
  )
}
