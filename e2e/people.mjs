// Users for tests, created without the pages.
import assert from 'node:assert/strict'
import { asSignedIn } from './browser.mjs'

// signUp creates an account with an invitation to the first server of the signed-in user.
export async function signUp(page, server, { name, email = null, password = 'correct horse battery' }) {
  const { data } = await asSignedIn(page, '{ viewer { servers(first: 1) { edges { node { id } } } } }')
  const input = { serverId: data.viewer.servers.edges[0].node.id }
  const made = await asSignedIn(page, 'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { url } }', { input })
  const [, invitation] = made.data.createInvitation.url.split('#invite=')
  const response = await fetch(`${server.url}/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, email, password, invitation }),
  })
  assert.equal(response.status, 200, await response.text())
}
