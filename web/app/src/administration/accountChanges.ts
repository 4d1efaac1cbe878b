import type { AccountEntryFragment, UpdateAccountInput } from '../documents/generated'

// Change is something that can be done to an account, with what people are told of it.
export interface Change {
  readonly input: Pick<UpdateAccountInput, 'administrator' | 'enabled'>
  readonly when: string // one wants it
  readonly action: string // what the buttons say
  readonly title: string // before the name, and what comes after it
  readonly end: string
  readonly happens: readonly string[]
  readonly danger: boolean
}

const disable: Change = {
  input: { enabled: false }, danger: true,
  when: 'Has left, or must not get in for now?',
  action: 'Disable account', title: 'Disable', end: '',
  happens: [
    'They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.',
    'Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.',
  ],
}

const enable: Change = {
  input: { enabled: true }, danger: false,
  when: 'Should get in again?',
  action: 'Enable account', title: 'Enable', end: '',
  happens: ['They can sign in again, and their access tokens work again; sign-in links from before do not.'],
}

const promote: Change = {
  input: { administrator: true }, danger: false,
  when: 'Should look after this installation, too?',
  action: 'Make administrator', title: 'Make', end: ' an administrator',
  happens: ['They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.'],
}

const demote: Change = {
  input: { administrator: false }, danger: true,
  when: 'Should no longer look after this installation?',
  action: 'Remove as administrator', title: 'Remove', end: ' as administrator',
  happens: ['They keep the servers they own or are members of, and lose all others within a second. Sign-in links that they made for others no longer work.'],
}

export const changesOf = ({ administrator, enabled }: AccountEntryFragment): readonly Change[] =>
  [administrator ? demote : promote, enabled ? disable : enable]
