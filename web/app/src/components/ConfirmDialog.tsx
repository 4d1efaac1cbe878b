import type { ComponentChildren } from 'preact'
import type { Failure } from '../graphql/Failure'
import { Dialog } from './Dialog'
import { FailureMessage } from './FailureMessage'

interface Props {
  title: string
  action: string // what the button says: the verb of the title
  danger?: boolean // false: it takes nothing from anybody
  busy: boolean
  failure?: Failure
  confirm: () => void
  close: () => void
  children: ComponentChildren // what breaks
}

// ConfirmDialog asks before something that has consequences.
export function ConfirmDialog({ title, action, danger = true, busy, failure, confirm, close, children }: Props) {
  return (
    <Dialog title={title} close={close}>
      <div class="explanation">{children}</div>
      <FailureMessage failure={failure} />
      <div class="actions end">
        <button type="button" onClick={close}>Cancel</button>
        <button type="button" class={danger ? 'danger' : 'primary'} aria-disabled={busy} onClick={confirm}>{action}</button>
      </div>
    </Dialog>
  )
}
