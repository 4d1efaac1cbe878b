import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Permission } from './documents/generated'
import { includesAll } from './members/permissions'
import type { User } from './signIn/session'

// UserContext is the signed-in user, on every page.
export const UserContext = createContext<User>({ id: '', name: '' })
export const useUser = () => useContext(UserContext)

// isAllowed reports whether the permissions include another one. The pages leave out the actions that the server would refuse.
export const isAllowed = (permissions: readonly Permission[] | undefined, permission: Permission) => includesAll(permissions, [permission])
