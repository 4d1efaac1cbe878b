import { Field } from '../components/Field'
import type { Failure } from '../graphql/Failure'
import { useUser } from '../user'

interface Props {
  value: string
  change: (value: string) => void
  failure?: Failure
}

// CurrentPassword asks for the current password before a change of sign-in settings, so that access to an open browser is not enough.
export function CurrentPassword({ value, change, failure }: Props) {
  const user = useUser()
  return (
    <>
      <input type="text" name="username" value={user.name} autocomplete="username" hidden readOnly />
      <Field label="Current password" name="current" type="password" value={value} change={change} failure={failure} autocomplete="current-password"
        hint="Not needed within an hour after signing in with a link." />
    </>
  )
}
