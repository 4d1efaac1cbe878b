// What an entry of the audit log says, in words.
const verbs: Record<string, string> = {
  CREATED: 'created', UPDATED: 'changed', DELETED: 'deleted', URL_REGENERATED: 'gave a new URL to', REMOVED: 'removed', LEFT: 'left',
  TRANSFERRED: 'handed over', GIVEN: 'gave', TAKEN: 'took', JOINED: 'joined', REVOKED: 'revoked',
  SIGN_IN_LINK_CREATED: 'made a sign-in link for', ACCOUNT_UPDATED: 'changed', ACCOUNT_LINKED: 'linked', ACCOUNT_UNLINKED: 'unlinked',
}

// verbOf is what was done, and kindOf what it was done to. An action that is newer than this page is told in its own words.
export function verbOf(action: string, kind: string): string {
  const act = action.startsWith(`${kind}_`) ? action.slice(kind.length + 1) : action
  return verbs[act] ?? words(act)
}

export const kindOf = (kind: string) => (kind === 'USER' ? 'account of' : words(kind))

const words = (name: string) => name.toLowerCase().replace(/_/g, ' ')

// fieldOf is how people call a field.
export const fieldOf = (field: string) => words(field.replace(/Id$/, '').replace(/([A-Z])/g, ' $1')).replace(/\burl\b/, 'URL')
