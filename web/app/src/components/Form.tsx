import type { ComponentChildren } from 'preact'
import type { Failure } from '../graphql/Failure'
import { FailureMessage } from './FailureMessage'

interface Props {
  submit: () => void
  action: string // what the button says
  busy: boolean
  danger?: boolean // it takes something from somebody
  failure?: Failure
  cancel?: () => void
  done?: string | false // said beside the button when nothing else shows that it worked
  children: ComponentChildren
}

// Form asks for something and sends it; what the server refuses is said above the button.
export function Form({ submit, action, busy, danger = false, failure, cancel, done, children }: Props) {
  return (
    <form onSubmit={(event) => (event.preventDefault(), submit())}>
      {children}
      <FailureMessage failure={failure} />
      <div class="actions end">
        {done !== undefined && <span class="done" role="status">{!failure && !busy && done}</span>}
        {cancel && <button type="button" onClick={cancel}>Cancel</button>}
        <button type="submit" class={danger ? 'danger' : 'primary'} aria-disabled={busy}>{action}</button>
      </div>
    </form>
  )
}
