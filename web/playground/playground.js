// The playground: GraphiQL with a place for a token, and examples with the viewer's own ids filled in.
import { connect } from './connection.js'
import { askViewer, examples } from './examples.js'
import { pageStorage, refill } from './storage.js'

const { React, ReactDOM, GraphiQL } = window
const element = (id) => document.getElementById(id)
const root = ReactDOM.createRoot(element('graphiql'))
const storage = pageStorage()
const filled = [] // every set of examples so far: GraphiQL stores its tabs late, perhaps an older set
let connection
let generation = 0

// identify finds out whose rights the page has: the token's, or else the cookie's.
async function identify(token) {
  if (!token && !(await sessionUser())) return { text: 'Not signed in: enter a token, or open a sign-in link.' }
  const viewer = await askViewer(connection.ask)
  if (!viewer) return { text: token ? 'This token is not accepted.' : 'The sign-in has expired.', refused: true }
  return { text: `${token ? 'Acting' : 'Signed in'} as ${viewer.name}`, serverId: viewer.serverId, channelId: viewer.channelId }
}

async function sessionUser() {
  const { user } = await (await fetch('session')).json()
  element('sign-out').hidden = !user
  return user
}

async function use(token) {
  const mine = ++generation
  connection?.close()
  connection = connect(token)
  const who = await identify(token).catch(() => ({ text: 'The server does not answer.', refused: true }))
  if (mine !== generation) return
  element('who').textContent = who.text
  element('who').classList.toggle('refused', Boolean(who.refused))
  show(examples(who))
}

function show(tabs) {
  refill(storage, filled, tabs)
  filled.push(tabs)
  const graphiql = React.createElement(GraphiQL, {
    key: generation, // another viewer: GraphiQL starts again, with its tabs but without the answers
    fetcher: connection.fetcher,
    storage,
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  })
  // At once: what the old GraphiQL still wants to store must not come between.
  ReactDOM.flushSync(() => root.render(graphiql))
}

element('token-form').addEventListener('submit', (event) => {
  event.preventDefault()
  use(element('token').value.trim())
})

element('sign-out').addEventListener('click', async () => {
  const answer = await fetch('session', { method: 'DELETE' }).catch(() => null)
  if (answer?.ok) location.assign('.')
  else element('who').textContent = 'Signing out did not work: the server does not answer.'
})

use('')
