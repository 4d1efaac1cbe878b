import type { Failure } from '../graphql/Failure'

// FailureMessage shows a failure, also to screen readers. Without one it shows nothing.
export function FailureMessage({ failure, retry }: { failure?: Failure; retry?: () => void }) {
  if (!failure) return null
  return (
    <div class="failure" role="alert">
      <p>{failure.message}</p>
      {retry && <button type="button" onClick={retry}>Try again</button>}
    </div>
  )
}
