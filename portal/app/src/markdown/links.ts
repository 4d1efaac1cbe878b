// safeAddress is the address of a link, or null for what may not be one.
// SECURITY: only http and https, and no user name that could pass for a host.
export function safeAddress(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const safe = url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password
  return safe ? url.href : null
}

const BARE = /https?:\/\/(?:(?!\]\()[^\s<>"`])+/y // up to where the label ends of what is no link

// bareLink finds an address that stands in the text at `at`, without the punctuation that ends the sentence around it.
export function bareLink(text: string, at: number): { text: string; href: string } | null {
  if (at > 0 && /[\p{L}\p{N}_]/u.test(text[at - 1]!)) return null
  BARE.lastIndex = at
  let found = BARE.exec(text)?.[0] ?? ''
  while (/[.,;:!?'*_~\]]$/.test(found) || (found.endsWith(')') && !found.includes('('))) found = found.slice(0, -1)
  const href = safeAddress(found)
  return href ? { text: found, href } : null
}

const LABELLED = /\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y

// labelledLink finds [label](address).
export function labelledLink(text: string, at: number): { length: number; label: string; href: string } | null {
  LABELLED.lastIndex = at
  const [whole, label = '', address = ''] = LABELLED.exec(text) ?? []
  const href = whole ? safeAddress(address) : null
  return whole && href ? { length: whole.length, label, href } : null
}
