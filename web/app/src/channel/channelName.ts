// withoutHash returns the name of a channel as it is stored: many people type the # that the pages show before it.
export const withoutHash = (name: string) => name.replace(/^\s*#/, '')
