import type { Failure } from '../graphql/Failure'

// FailureMessage says what went wrong, also to screen readers; nothing when nothing did.
export function FailureMessage({ failure, again }: { failure?: Failure; again?: () => void }) {
  if (!failure) return null
  return (
    <div class="failure" role="alert">
      <p>{failure.message}</p>
      {again && <button type="button" onClick={again}>Try again</button>}
    </div>
  )
}
