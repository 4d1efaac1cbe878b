// safeAddress returns the complete address of a link, or null if the text is not an allowed address.
// SECURITY: against script injection, only http and https are allowed; against phishing, no user name, which could look like a host.
export function safeAddress(text: string): string | null {
  const address = text.replace(/^www\./i, 'http://$&')
  const url = URL.canParse(address) ? new URL(address) : null
  const safe = url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password
  return safe ? url.href : null
}

// Quotation marks, brackets and the punctuation of scripts that write no space after it. Addresses have none of them.
const WIDE = '\\u2026\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u30fb\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\u060c\\u061b\\u061f\\u06d4\\u0964\\u0965\\u2018-\\u201f\\u2039\\u203a\\u00ab\\u00bb\\ufe10-\\ufe19\\ufe30-\\ufe6b'
const BARE = new RegExp(`(?:https?:\\/\\/|www\\.)(?:(?!\\]\\()[^\\s<>|"\`\\p{Cf}${WIDE}])+`, 'iyu') // it ends where a label ends
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u
const ENDS = /[.,;:!?'*_~|…—–]$/
const brackets = [['(', ')'], ['[', ']'], ['{', '}']] as const

// bareLink returns the address at position `at`, without the punctuation that ends the sentence around it, and its complete form as
// `href`, or null.
export function bareLink(text: string, at: number): { text: string; href: string } | null {
  const before = text[at - 1] ?? ''
  if (WORD.test(before) || (/[.@/:-]/.test(before) && /w/i.test(text[at]!))) return null
  BARE.lastIndex = at
  const found = withoutEnd((BARE.exec(text)?.[0] ?? '').replace(/&[a-z0-9]{1,31};$/i, ''))
  if (/^www\.[^.]*\.?$/i.test(found)) return null
  const href = safeAddress(found)
  return href ? { text: found, href } : null
}

// withoutEnd removes punctuation at the end, and brackets that were opened before the address.
function withoutEnd(address: string): string {
  const count = (char: string) => address.split(char).length - 1
  const extra = new Map(brackets.map(([open, close]) => [close as string, count(close) - count(open)]))
  let end = address.length
  for (; end > 0; end--) {
    const last = address[end - 1]!
    const left = extra.get(last) ?? 0
    if (left > 0) extra.set(last, left - 1)
    else if (!ENDS.test(last)) break
  }
  return address.slice(0, end)
}
