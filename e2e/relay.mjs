// A query with a connection and a mutation, as Relay's compiler would generate them.

const field = (name) => ({ kind: 'ScalarField', name, alias: null, args: null, storageKey: null })
const object = (name, concreteType, selections, more = {}) => ({
  kind: 'LinkedField', alias: null, args: null, storageKey: null, plural: false, name, concreteType, selections, ...more,
})
const argument = (name, variableName) => ({ kind: 'Variable', name, variableName })
const variable = (name) => ({ kind: 'LocalArgument', name, defaultValue: null })

function request(operationKind, name, definitions, root, text, selections, readSelections = selections) {
  const argumentDefinitions = definitions.map(variable)
  return {
    kind: 'Request',
    fragment: { kind: 'Fragment', name, type: root, metadata: null, argumentDefinitions, selections: readSelections },
    operation: { kind: 'Operation', name, argumentDefinitions, selections },
    params: { id: null, cacheID: name, metadata: {}, name, operationKind, text },
  }
}

const message = object('message', 'Message', [field('id'), field('content')])
const edges = object(
  'edges', 'MessageEdge',
  [field('cursor'), object('node', 'Message', [field('id'), field('content'), field('__typename')])],
  { plural: true },
)
const pageInfo = object('pageInfo', 'PageInfo', ['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'].map(field))
const messages = object('messages', 'MessageConnection', [edges, pageInfo, field('resumeCursor')], { args: [argument('last', 'last')] })
const connection = { kind: 'LinkedHandle', alias: null, name: 'messages', args: messages.args, handle: 'connection', key: 'Chat_messages', filters: null }
const merged = { ...messages, alias: 'messages', name: '__Chat_messages_connection', args: null }
const channel = (...selections) => object('channel', 'Channel', [field('id'), ...selections], { args: [argument('id', 'channelId')] })

export const messagesQuery = request(
  'query', 'Messages', ['channelId', 'last'], 'Query',
  `query Messages($channelId: ID!, $last: Int) {
    channel(id: $channelId) {
      id
      messages(last: $last) {
        edges { cursor node { id content __typename } }
        pageInfo { endCursor hasNextPage hasPreviousPage startCursor }
        resumeCursor
      }
    }
  }`,
  [channel(messages, connection)],
  [channel(merged)],
)

export const postMutation = request(
  'mutation', 'Post', ['input'], 'Mutation',
  `mutation Post($input: PostMessageInput!) { postMessage(input: $input) { message { id content } cursor } }`,
  [object('postMessage', 'PostMessagePayload', [message, field('cursor')], { args: [argument('input', 'input')] })],
)
