import { AccountDocument } from '../documents/generated'
import { query } from '../graphql/client'

// What who has neither password nor provider should know before they sign out.
export const LINK_ONLY_WARNING = 'You have no password. Without one you come back only by another sign-in link, from an administrator or `chattrd sign-in-link`.'

// signsInByLinkOnly asks whether the viewer has no way in but links; no when that cannot be known.
export const signsInByLinkOnly = () => query(AccountDocument, {}).then(({ viewer }) => viewer.signInMethods?.length === 0, () => false)
