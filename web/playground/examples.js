// The tabs that the playground opens with. Their operations are the tabs' titles.

const whoAmI = `# Who is asking, and what they can see.
# If that is nothing, begin in the tab CreateServer.
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

const createWebhook = `# Make a webhook. Its URL is shown this once: POST
# {"content": "Hello"} to it, as application/json.
mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    url
    webhook { id name channel { id name } }
  }
}
`

const watchChannel = `# Watch a channel: run this, then post into the channel.
# The latest event is shown. With "after" it begins
# behind that cursor instead of now.
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

const createServer = `# To begin with nothing: make a server here, with its
# id a channel in the next tab, and with that a webhook
# in CreateWebhook.
mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) { server { id name } }
}
`

const createChannel = `# Make a text channel on a server.
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

// askViewer finds out who asks and which channel the examples should be about; undefined when nobody asks.
export async function askViewer(ask) {
  const { data } = await ask({ query: viewerQuery })
  if (!data?.viewer) return undefined
  const servers = data.viewer.servers.edges.map(({ node }) => node)
  const channelId = (await webhookChannel(ask, servers)) ?? servers.flatMap((server) => server.channels.edges)[0]?.node.id
  return { name: data.viewer.user.name, serverId: servers[0]?.id, channelId }
}

// A channel that a webhook posts into is the one worth watching.
async function webhookChannel(ask, servers) {
  const server = servers.find(({ viewerPermissions }) => viewerPermissions.includes('MANAGE_SERVER'))
  if (!server) return undefined
  const { data } = await ask({ query: webhooksQuery, variables: { serverId: server.id } })
  return data?.server?.webhooks.edges[0]?.node.channel.id
}

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
