// Stands in the bundle for packages that markdown-it imports and whose rules are off: they would double its size.

// decodeHTMLStrict is the identity: a character reference is shown as it is written.
export const decodeHTMLStrict = (text: string) => text

export class LinkifyIt {}

export default {} // punycode.js
