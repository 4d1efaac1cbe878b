import type { ComponentChildren } from 'preact'

interface Props {
  name: string
  state: ComponentChildren
  children?: ComponentChildren // what one can do with it
}

export function SignInMethod({ name, state, children }: Props) {
  return (
    <li class="sign-in-method">
      <span class="fill"><b><bdi>{name}</bdi></b><span class="row-detail">{state}</span></span>
      {children}
    </li>
  )
}
