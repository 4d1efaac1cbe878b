// Replaces in the bundle the packages that markdown-it imports only for rules that are disabled. They would double the size of markdown-it.

// decodeHTMLStrict returns its argument: a character reference is shown as it is written.
export const decodeHTMLStrict = (text: string) => text

export class LinkifyIt {}

export default {} // punycode.js
