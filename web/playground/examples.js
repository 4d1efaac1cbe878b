// The tabs of the playground at the start. The name of its operation is the title of a tab.

const whoAmI = `# Read your user, and the servers and channels that
# you can see. If there are none, start in the tab
# CreateServer.
query WhoAmI {
  viewer {
    user { id name administrator }
    servers {
      edges {
        node {
          id
          name
          viewerPermissions
          channels { edges { node { id name topic } } }
        }
      }
    }
  }
}
`

const createWebhook = `# Create a webhook. Its URL is shown only once: POST
# {"content": "Hello"} to it, as application/json.
mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    url
    webhook { id name channel { id name } }
  }
}
`

const watchChannel = `# Watch a channel: run this, then post into the channel.
# The newest event is shown. With "after" the events
# start after that cursor instead of now.
subscription WatchChannel($channelId: ID!, $after: String) {
  channelEvents(channelId: $channelId, after: $after) {
    cursor
    kind
    occurredAt
    message { id content author { kind name } createdAt }
  }
}
`

const pageThroughMessages = `# The newest messages. For the page before this one,
# set "before" to its startCursor.
query PageThroughMessages($channelId: ID!, $before: String) {
  channel(id: $channelId) {
    name
    messages(last: 20, before: $before) {
      edges { cursor node { id content author { kind name } createdAt } }
      pageInfo { hasPreviousPage startCursor }
      resumeCursor
    }
  }
}
`

const createServer = `# To start without a server, create one here. With its
# id, create a channel in the next tab, and with the id
# of the channel a webhook in CreateWebhook.
mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) { server { id name } }
}
`

const createChannel = `# Create a text channel on a server.
mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) { channel { id name topic } }
}
`

const viewerQuery = `query {
  viewer {
    user { name }
    servers(first: 20) { edges { node { id viewerPermissions channels(first: 1) { edges { node { id } } } } } }
  }
}`

const webhooksQuery = `query ($serverId: ID!) {
  server(id: $serverId) { webhooks(first: 1) { edges { node { channel { id } } } } }
}`

// readViewer returns the name of the viewer, and the ids of the server and the channel for the examples. It returns undefined if the
// credential is not valid.
export async function readViewer(send) {
  const { data } = await send({ query: viewerQuery })
  if (!data?.viewer) return undefined
  const servers = data.viewer.servers.edges.map(({ node }) => node)
  const channelId = (await channelWithWebhook(send, servers)) ?? servers.flatMap((server) => server.channels.edges)[0]?.node.id
  return { name: data.viewer.user.name, serverId: servers[0]?.id, channelId }
}

// channelWithWebhook returns the id of a channel into which a webhook posts, or undefined.
async function channelWithWebhook(send, servers) {
  const server = servers.find(({ viewerPermissions }) => viewerPermissions.includes('MANAGE_SERVER'))
  if (!server) return undefined
  const { data } = await send({ query: webhooksQuery, variables: { serverId: server.id } })
  return data?.server?.webhooks.edges[0]?.node.channel.id
}

// examples returns the tabs, with the ids in their variables.
export function examples({ serverId = '', channelId = '' }) {
  const tab = (query, variables) => ({ query, variables: variables && JSON.stringify(variables, null, 2) })
  return [
    tab(whoAmI, ''),
    tab(createWebhook, { input: { channelId, name: 'Playground' } }),
    tab(watchChannel, { channelId, after: null }),
    tab(pageThroughMessages, { channelId, before: null }),
    tab(createServer, { input: { name: 'My server' } }),
    tab(createChannel, { input: { serverId, name: 'builds', topic: null } }),
  ]
}
