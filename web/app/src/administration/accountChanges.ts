import type { AccountEntryFragment, UpdateAccountInput } from '../documents/generated'

// AccountChange is an action on an account, with the texts that explain it.
export interface AccountChange {
  readonly input: Pick<UpdateAccountInput, 'administrator' | 'enabled'>
  readonly situation: string // in which an administrator needs it
  readonly action: string // the label of the buttons
  readonly question: (name: string) => string
  readonly consequences: readonly string[]
  readonly danger: boolean
}

const disable: AccountChange = {
  input: { enabled: false }, danger: true,
  situation: 'The user has left, or must not sign in for now.',
  action: 'Disable account', question: (name) => `Disable ${name}?`,
  consequences: [
    'This immediately ends all their sessions, and their access tokens stop working. They cannot sign in until the account is enabled again.',
    'Their servers, webhooks and messages stay, and the webhooks continue to post. Invitation links that they know stay valid: revoke those on the Members pages of the servers.',
  ],
}

const enable: AccountChange = {
  input: { enabled: true }, danger: false,
  situation: 'The user should be able to sign in again.',
  action: 'Enable account', question: (name) => `Enable ${name}?`,
  consequences: ['They can sign in again, and their access tokens work again. Earlier sign-in links do not.'],
}

const promote: AccountChange = {
  input: { administrator: true }, danger: false,
  situation: 'The user should administer this installation, too.',
  action: 'Make administrator', question: (name) => `Make ${name} an administrator?`,
  consequences: ['They can do everything on every server, see all accounts and their e-mail addresses, and disable and promote other users, including you.'],
}

const demote: AccountChange = {
  input: { administrator: false }, danger: true,
  situation: 'The user should no longer administer this installation.',
  action: 'Remove as administrator', question: (name) => `Remove ${name} as administrator?`,
  consequences: ['They keep the servers that they own or are members of, and lose access to all others within a second. Sign-in links that they created for others stop working.'],
}

// changesOf returns the actions that are possible on an account.
export const changesOf = ({ administrator, enabled }: AccountEntryFragment): readonly AccountChange[] =>
  [administrator ? demote : promote, enabled ? disable : enable]
