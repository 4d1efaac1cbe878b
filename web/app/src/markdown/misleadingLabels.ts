// Labels of links that look like another address.

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2000-\u200a\u202f\u205f]/gu // and very thin spaces
const REORDERING = /[\u202d\u202e]/ // the text after it is shown in another order
const DOTS = /[\u00b7\u0387\u0660\u06d4\u06f0\u0701\u0702\u2022\u2027\u2219\u22c5\u2e31\u2e33\u3002\u30fb\ua4f8\ua60e\u{10a50}\u{1d16d}]/gu
const COLONS = /[\u02d0\u02f8\u0589\u05c3\u0703\u0704\u0903\u0a83\u16ec\u1803\u1809\u205a\u2236\ua4fd\ua789]/gu
const SLASHES = /[\u1735\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u2f03\u3033\u30ce\u31d3\u4e3f\u{1d23a}]/gu

// normalized returns a text as it looks to a reader: compatible forms and look-alikes of the characters of an address become those
// characters.
const normalized = (text: string) => text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '').replace(DOTS, '.').replace(COLONS, ':').replace(SLASHES, '/').toLowerCase()

const SCHEME = /(?:https?|ftp|mailto):|:\/\/|^[^\p{L}\p{N}]*\/\//u
const NAMES = /(?<![^/]\/)(?<![\p{L}\p{N}\p{M}._-])(?:(?:[\p{L}\p{N}\p{M}_-]+\.)+[\p{L}\p{M}]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}\p{M}_-])/gu
const WHOLE = /^[^\p{L}\p{N}]*(?:https?:\/\/)?([^/?#\\:@]+)(?::\d+)?(?:[/?#].*)?$/u
// File names, which look like hosts. Some of these endings are also top-level domains, but of few well-known hosts. No top-level domain
// has more than 18 letters.
const FILE = new RegExp([
  String.raw`^(?!docs\.rs$)[^.]+\.(?:cc|md|ml|mm|mov|py|rs|sh|tf|zip)$|^lib[^.]+\.so$|\.[^.]{19,}$`,
  String.raw`\.(?:bat|bin|bz2|cfg|cjs|class|clj|conf|cpp|crt|cs|csproj|css|csv|cts|cxx|dart|dat|db|deb|diff|dll|dmg|docx?|env|erb|exe|exs?|gif|go|gradle|groovy|gz|hcl|hpp|hs|html?)$`,
  String.raw`\.(?:ini|ipynb|iso|jar|java|jpe?g|js|json|jsonl|jsx|kts?|less|lock|log|lua|mdx|mjs|mod|mp[34]|mts|out|parquet|patch|pdf|pem|php|pid|plist|png|pptx?|proto|ps1|pyc)$`,
  String.raw`\.(?:rb|rpm|rst|s[ac]ss|scala|service|sln|sock|sql|sqlite|sum|svelte|svg|swift|tar|tex|tfstate|tfvars|tgz|tmpl|toml|tsx?|txt|vb|vue|war|wasm|webp|whl|xlsx?|xml|xz|ya?ml|zst)$`,
].join('|'))

// isMisleadingLabel reports whether a label looks like an address whose host is neither that of the link nor a parent domain of it. The
// label is the text that is shown, without markup.
// SECURITY: against phishing, since such a link leads to another host than it names.
export function isMisleadingLabel(label: string, href: string): boolean {
  const target = new URL(href).hostname
  const words = normalized(label).split(/\s+/)
  return REORDERING.test(label) || words.some((word) => isMisleadingWord(word, target) || isMisleadingWord(word.replaceAll('\\', ''), target))
}

function isMisleadingWord(word: string, target: string): boolean {
  if (isWithin(target, WHOLE.exec(word)?.[1] ?? '')) return false
  const names = (word.match(NAMES) ?? []).filter((name) => !FILE.test(name))
  return SCHEME.test(word) || names.some((name) => !isWithin(target, name))
}

// isWithin reports whether a host is the named one or a subdomain of it.
function isWithin(target: string, named: string): boolean {
  const address = `http://${named.replace(/^www\./, '').replace(/[^\p{L}\p{N}\p{M}]+$/u, '')}/`
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  return host !== '' && (target === host || target.endsWith(`.${host}`))
}
