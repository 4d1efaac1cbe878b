import type { ComponentChildren } from 'preact'
import type { Failure } from '../graphql/Failure'
import { FailureMessage } from './FailureMessage'

interface Props {
  submit: () => void
  action: string // the label of the button
  busy: boolean
  danger?: boolean // whether the action removes something
  failure?: Failure
  cancel?: () => void
  done?: string | false // shown beside the button if nothing else shows that it worked
  children: ComponentChildren
}

// Form submits its fields, and shows a failure above its button.
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
