// withoutHash is a channel's name as it is stored: many write the # that it is shown with.
export const withoutHash = (name: string) => name.replace(/^\s*#/, '')
