import type { ComponentChildren } from 'preact'

interface Props {
  name: string
  state: ComponentChildren
  children?: ComponentChildren // its actions
}

// SignInMethod is one row of the ways to sign in.
export function SignInMethod({ name, state, children }: Props) {
  return (
    <li class="sign-in-method">
      <span class="fill"><b><bdi>{name}</bdi></b><span class="row-detail">{state}</span></span>
      {children}
    </li>
  )
}
