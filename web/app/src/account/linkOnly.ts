import { AccountDocument } from '../documents/generated'
import { query } from '../graphql/client'

// LINK_ONLY_WARNING is shown before sign-out to users who have neither a password nor a provider.
export const LINK_ONLY_WARNING = 'You have no password. To sign in again you need a new sign-in link, from an administrator or `chattrd sign-in-link`.'

// signsInByLinkOnly reports whether the viewer can sign in only with a link. It returns false if that cannot be read.
export const signsInByLinkOnly = () => query(AccountDocument, {}).then(({ viewer }) => viewer.signInMethods?.length === 0, () => false)
