import { AccountDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// What who has neither password nor provider should know before they sign out.
export const LINK_ONLY = 'You have no password. Without one you come back only by another sign-in link, from an administrator or `chattr sign-in-link`.'

// useByLinkOnly says whether the viewer has no way in but links.
export function useByLinkOnly() {
  const { data } = useQuery(AccountDocument, {})
  return data?.viewer.signInMethods?.length === 0
}
