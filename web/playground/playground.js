// The playground: GraphiQL with a field for a token, and examples that contain the ids of the viewer's objects.
import { connect } from './connection.js'
import { examples, readViewer } from './examples.js'
import { pageStorage, replaceVariables } from './storage.js'

const { React, ReactDOM, GraphiQL } = window
const element = (id) => document.getElementById(id)
const root = ReactDOM.createRoot(element('graphiql'))
const storage = pageStorage()
const exampleSets = [] // all sets so far: GraphiQL stores its tabs with a delay, and may store an earlier set
let connection
let generation = 0

// identify reads whose rights the page has: those of the token, or else of the session cookie.
async function identify(token) {
  if (!token && !(await sessionUser())) return { text: 'Not signed in. Enter a token, or open a sign-in link.' }
  const viewer = await readViewer(connection.send)
  if (!viewer) return { text: token ? 'This token is not valid. Check it, or create a new one.' : 'Your session has expired. Sign in again.', refused: true }
  return { text: `${token ? 'Acting' : 'Signed in'} as ${viewer.name}`, serverId: viewer.serverId, channelId: viewer.channelId }
}

async function sessionUser() {
  const { user } = await (await fetch('session')).json()
  element('sign-out').hidden = !user
  return user
}

// useToken connects with a token, or with the session cookie if it is empty.
async function useToken(token) {
  const ownGeneration = ++generation
  connection?.close()
  connection = connect(token)
  const identity = await identify(token).catch(() => ({ text: 'The server does not respond. Try again in a moment.', refused: true }))
  if (ownGeneration !== generation) return
  element('identity').textContent = identity.text
  element('identity').classList.toggle('refused', Boolean(identity.refused))
  show(examples(identity))
}

function show(tabs) {
  replaceVariables(storage, exampleSets, tabs)
  exampleSets.push(tabs)
  const graphiql = React.createElement(GraphiQL, {
    key: generation, // for another viewer, GraphiQL starts again with its tabs, but without the responses
    fetcher: connection.fetcher,
    storage,
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  })
  // Synchronously, so that the old GraphiQL cannot store its tabs in between.
  ReactDOM.flushSync(() => root.render(graphiql))
}

element('token-form').addEventListener('submit', (event) => {
  event.preventDefault()
  useToken(element('token').value.trim())
})

element('sign-out').addEventListener('click', async () => {
  const response = await fetch('session', { method: 'DELETE' }).catch(() => null)
  if (response?.ok) location.assign('.')
  else element('identity').textContent = 'You are still signed in: the server does not respond. Try again in a moment.'
})

useToken('')
