// Talks to /graphql: queries and mutations over HTTP, subscriptions over WebSocket (graphql-transport-ws).

const graphqlURL = new URL('graphql', document.baseURI)

function socketURL() {
  const url = new URL(graphqlURL)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

// By itself the client gives up when the server is not there for a moment. Only what the server says ends a subscription.
const patient = {
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 2000)),
}

// connect makes a connection with the rights of the token, or without one those of the session cookie.
export function connect(token) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  const client = window.graphqlWs.createClient({ url: socketURL(), connectionParams: authorization, ...patient })

  async function ask(request) {
    const response = await fetch(graphqlURL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(request),
      // SECURITY: with a token the cookie stays at home, so that the answers are those of the token alone.
      credentials: token ? 'omit' : 'same-origin',
    })
    return response.json()
  }

  const watch = (request) => ({
    subscribe: (sink) => ({ unsubscribe: client.subscribe(request, resuming(request, sink)) }),
  })

  return {
    ask,
    fetcher: (request) => (settle(request) === 'subscription' ? watch(request) : ask(request).catch(unanswered)),
    close: () => client.dispose(),
  }
}

// settle finds the kind of the operation that is asked for. Right after a change of tabs GraphiQL still names the operation
// of the tab before: a name that the document lacks is left out.
function settle(request) {
  const operations = [...request.query.matchAll(/^\s*(query|mutation|subscription)\b\s*(\w*)/gm)]
  const named = operations.find(([, , name]) => name !== '' && name === request.operationName)
  if (!named) delete request.operationName
  return (named ?? operations[0])?.[1]
}

// The client sends the request's variables again after a lost connection: with the cursor of the last event among them,
// no event is missed.
function resuming(request, sink) {
  return {
    next(result) {
      const cursor = result.data?.channelEvents?.cursor
      if (cursor && request.variables && 'after' in request.variables) request.variables.after = cursor
      sink.next(result)
    },
    error: (problem) => sink.error(explained(problem)),
    complete: () => sink.complete(),
  }
}

// unanswered and explained make what can be shown of a failure. GraphiQL would show an Error with its stack.
function unanswered() {
  throw { message: 'The server does not answer.' }
}

function explained(problem) {
  if (Array.isArray(problem)) return problem // GraphQL errors
  return { message: problem.code ? `The connection was closed: ${problem.code} ${problem.reason}` : 'The connection failed.' }
}
