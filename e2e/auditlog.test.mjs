// The audit log on its pages: every action, by one of two users, and its sentence.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer, waitFor } from './server.mjs'

describe('the audit log', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, owner, bob
  const done = new Set()

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    owner = await browsing.openPage(browser, server)
    bob = await browsing.openPage(browser, server)
    await owner.page.goto(server.signInLink)
    await owner.page.getByRole('main').getByText('Demo').waitFor()
    await bob.page.goto(server.url)
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // act runs a mutation as the owner or another user, and returns its payload.
  async function act(mutation, input, selection, { page } = owner) {
    const type = mutation[0].toUpperCase() + mutation.slice(1)
    const { data, errors } = await browsing.asSignedIn(page, `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ${selection} } }`, { input })
    assert.equal(errors, undefined, `${mutation}: ${JSON.stringify(errors)}`)
    return data[mutation]
  }
  const ask = async (query) => (await browsing.asSignedIn(owner.page, query)).data

  // signUp creates an account with an invitation, and signs it in.
  async function signUp({ page }, name, url) {
    const status = await page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('sign-up', { method: 'POST', headers, body: JSON.stringify(body) })).status
    }, { name, password: 'correct horse battery', email: null, invitation: url.split('#invite=')[1] })
    assert.equal(status, 200)
  }

  // change calls a route that takes a password, and returns its response.
  async function change({ page }, path, method, body) {
    const { status, answer } = await page.evaluate(async ({ path, method, body }) => {
      const response = await fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      return { status: response.status, answer: response.status === 204 ? {} : await response.json() }
    }, { path, method, body })
    assert.ok(status === 200 || status === 204, `${path}: ${status}`)
    return answer
  }

  // read returns the entries of the log on a page, oldest first, each with the lines below it.
  async function read(address, entries) {
    await owner.page.goto('about:blank')
    await owner.page.goto(`${server.url}/#/${address}`)
    const rows = owner.page.getByRole('main').locator('li.row .row-text')
    await waitFor(`${entries} entries`, async () => (await rows.count()) === entries)
    await waitFor('names of channels', async () => !(await rows.allInnerTexts()).some((text) => text.includes('#undefined')))
    return (await rows.allInnerTexts()).map((text) => text.replace(/\n+/g, ' | ')).reverse()
  }

  const note = ({ edges }) => edges.forEach(({ node }) => done.add(node.action))

  it('has a sentence for each action on a server', async () => {
    const { server: { id: serverId } } = await act('createServer', { name: 'Lab' }, 'server { id }')
    await act('updateServer', { serverId, name: 'Labs' }, 'server { id }')
    const { channel: { id: channelId } } = await act('createChannel', { serverId, name: 'builds' }, 'channel { id }')
    await act('updateChannel', { channelId, topic: 'What was built' }, 'channel { id }')
    await act('updateChannel', { channelId, topic: 'What broke' }, 'channel { id }')
    await act('updateChannel', { channelId, name: 'build', topic: null }, 'channel { id }')
    const { channel: other } = await act('createChannel', { serverId, name: 'alerts' }, 'channel { id }')
    const { webhook: { id: webhookId } } = await act('createWebhook', { channelId, name: 'CI' }, 'webhook { id }')
    await act('updateWebhook', { webhookId, enabled: false }, 'webhook { id }')
    await act('updateWebhook', { webhookId, enabled: true, name: 'CD' }, 'webhook { id }')
    await act('updateWebhook', { webhookId, channelId: other.id, avatarUrl: 'https://example.com/a.png' }, 'webhook { id }')
    await act('regenerateWebhookUrl', { webhookId }, 'webhook { id }')
    await act('deleteWebhook', { webhookId }, 'webhook { id }')
    await act('deleteChannel', { channelId }, 'channel { id }')
    const { invitation } = await act('createInvitation', { serverId, maxUses: 1 }, 'invitation { id }')
    await act('revokeInvitation', { invitationId: invitation.id }, 'invitation { id }')
    const { url } = await act('createInvitation', { serverId, maxUses: 5 }, 'url')
    await signUp(bob, 'Bob', url)
    const { role: { id: roleId } } = await act('createRole', { serverId, name: 'Mods', permissions: ['POST_MESSAGES'] }, 'role { id }')
    await act('updateRole', { roleId, permissions: ['MANAGE_CHANNELS', 'MANAGE_MESSAGES'] }, 'role { id }')
    await act('updateRole', { roleId, permissions: [] }, 'role { id }')
    await act('updateRole', { roleId, name: 'Moderators' }, 'role { id }')
    const members = async () => (await ask(`{ server(id: "${serverId}") { members { edges { node { id user { name } } } } } }`)).server.members.edges
    const memberOf = async (name) => (await members()).find(({ node }) => node.user.name === name).node.id
    await act('giveRole', { roleId, memberId: await memberOf('Bob') }, 'role { id }')
    await act('takeRole', { roleId, memberId: await memberOf('Bob') }, 'role { id }')
    await act('deleteRole', { roleId }, 'role { id }')
    const join = () => act('acceptInvitation', { secret: url.split('#invite=')[1] }, 'server { id }', bob)
    await act('leaveServer', { serverId }, 'server { id }', bob)
    await join()
    await act('removeMember', { memberId: await memberOf('Bob') }, 'member { id }')
    await join()
    const handOver = async (name, by) => act('transferServer', { serverId, memberId: await memberOf(name) }, 'server { id }', by)
    await handOver('Bob')
    await handOver('owner', bob)
    await handOver('Bob')
    await handOver('owner') // as the administrator of the installation

    const wanted = [
      'owner created the server Lab', 'owner renamed the server Lab to Labs', 'owner created the channel builds',
      'owner set the topic of the channel builds | topic: What was built',
      'owner changed the topic of the channel builds | topic: What was built → What broke',
      'owner renamed the channel builds to build and removed the topic of it | topic: What broke → nothing',
      'owner created the channel alerts', 'owner created the webhook CI', 'owner disabled the webhook CI', 'owner renamed the webhook CI to CD and enabled it',
      'owner set the avatar of the webhook CD and moved it to #alerts | avatar URL: https://example.com/a.png',
      'owner regenerated the URL of the webhook CD', 'owner deleted the webhook CD', 'owner deleted the channel build',
      'owner created an invitation for 1 person', 'owner revoked an invitation for 1 person', 'owner created an invitation for 5 people', 'Bob joined',
      'owner created the role Mods',
      'owner changed the permissions of the role Mods | permissions: added Manage channels, Manage messages, removed Post messages',
      'owner changed the permissions of the role Mods | permissions: removed Manage channels, Manage messages',
      'owner renamed the role Mods to Moderators', 'owner gave Bob the role Moderators', 'owner removed the role Moderators from Bob',
      'owner deleted the role Moderators', 'Bob left', 'Bob joined', 'owner removed the member Bob', 'Bob joined',
      'owner transferred the server to Bob', 'Bob transferred the server to owner', 'owner transferred the server to Bob',
      'owner transferred the server from Bob to owner',
    ]
    assert.deepEqual(await read(`servers/${serverId}/audit-log`, wanted.length), wanted)
    await browsing.picture(owner.page, 'portal-audit-log-sentences')
    note((await ask(`{ server(id: "${serverId}") { auditLog(first: 100) { edges { node { action } } } } }`)).server.auditLog)
  })

  it('has a sentence for each action on an account', async () => {
    await change(owner, 'password', 'PUT', { new: 'a first phrase' })
    const { proof } = await change(bob, 'proof', 'POST', { current: 'correct horse battery' })
    await act('updateViewer', { email: 'bob@example.com', proof }, 'viewer { email }', bob)
    await change(bob, 'password', 'PUT', { current: 'correct horse battery', new: 'another phrase' })
    const { accounts } = await ask('{ accounts { edges { node { user { id name } } } } }')
    const userId = accounts.edges.find(({ node }) => node.user.name === 'Bob').node.user.id
    await act('updateAccount', { userId, administrator: true }, 'account { user { id } }')
    await act('updateAccount', { userId, administrator: false, enabled: false }, 'account { user { id } }')
    await act('updateAccount', { userId, enabled: true }, 'account { user { id } }')
    await act('createSignInLink', { userId }, 'account { user { id } }')
    await act('revokeSignInLinks', { userId }, 'account { user { id } }')
    const wanted = [
      'owner set their first password', 'Bob set the e-mail address of Bob | email: bob@example.com', 'Bob changed their password',
      'owner made Bob an administrator of this installation',
      'owner removed Bob as administrator of this installation and disabled the account of Bob',
      'owner enabled the account of Bob', 'owner created a sign-in link for Bob', 'owner revoked the sign-in links of Bob',
    ]
    assert.deepEqual(await read('accounts/audit-log', wanted.length), wanted)
    note((await ask('{ auditLog { edges { node { action } } } }')).auditLog)
  })

  it('has tested every action', async () => {
    const { __type } = await ask('{ __type(name: "AuditAction") { enumValues { name } } }')
    const elsewhere = ['SERVER_DELETED', 'ACCOUNT_LINKED', 'ACCOUNT_UNLINKED'] // gone with its log; at an OpenID provider
    assert.deepEqual(__type.enumValues.map(({ name }) => name).filter((name) => !elsewhere.includes(name) && !done.has(name)), [])
  })
})
