import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Permission } from './documents/generated'
import { includesAll } from './members/permissions'
import type { User } from './signIn/session'

// UserContext is who is signed in: known to every page that is shown.
export const UserContext = createContext<User>({ id: '', name: '' })
export const useUser = () => useContext(UserContext)

// may says whether the permissions allow something. The server decides; the pages leave out what it would refuse.
export const isAllowed = (permissions: readonly Permission[] | undefined, permission: Permission) => includesAll(permissions, [permission])
