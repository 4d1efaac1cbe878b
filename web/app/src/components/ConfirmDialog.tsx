import type { ComponentChildren } from 'preact'
import type { Failure } from '../graphql/Failure'
import { Dialog } from './Dialog'
import { FailureMessage } from './FailureMessage'

interface Props {
  title: string
  action: string // the label of the button: the verb of the title
  danger?: boolean // whether the action removes something
  busy: boolean
  failure?: Failure
  confirm: () => void
  close: () => void
  children: ComponentChildren // the consequences
}

// ConfirmDialog asks before an action that has consequences.
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
