// Requests to /graphql: queries and mutations over HTTP, subscriptions over WebSocket (graphql-transport-ws).

const graphqlURL = new URL('graphql', document.baseURI)

function socketURL() {
  const url = new URL(graphqlURL)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

// By default graphql-ws stops after a few failed attempts to connect. Here it retries until the server ends the subscription.
const retryForever = {
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 2000)),
}

// connect creates a connection with the rights of the token, or without a token with those of the session cookie.
export function connect(token) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  const client = window.graphqlWs.createClient({ url: socketURL(), connectionParams: authorization, ...retryForever })

  async function send(request) {
    const response = await fetch(graphqlURL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(request),
      // SECURITY: against responses with the rights of the session, a request with a token does not send the cookie.
      credentials: token ? 'omit' : 'same-origin',
    })
    return response.json()
  }

  const subscribe = (request) => ({
    subscribe: (sink) => ({ unsubscribe: client.subscribe(request, resumingSink(request, sink)) }),
  })

  return {
    send,
    fetcher: (request) => (operationKind(request) === 'subscription' ? subscribe(request) : send(request).catch(throwUnavailable)),
    close: () => client.dispose(),
  }
}

// operationKind returns the kind of the operation that is requested. Right after a change of tabs, GraphiQL still sends the operation
// name of the tab before. operationKind removes a name that is not in the document.
function operationKind(request) {
  const operations = [...request.query.matchAll(/^\s*(query|mutation|subscription)\b\s*(\w*)/gm)]
  const named = operations.find(([, , name]) => name !== '' && name === request.operationName)
  if (!named) delete request.operationName
  return (named ?? operations[0])?.[1]
}

// resumingSink returns a sink that sets the cursor of each event in the variables of the request. The client sends them again after a
// lost connection, so that no event is missed.
function resumingSink(request, sink) {
  return {
    next(result) {
      const cursor = result.data?.channelEvents?.cursor
      if (cursor && request.variables && 'after' in request.variables) request.variables.after = cursor
      sink.next(result)
    },
    error: (reason) => sink.error(readable(reason)),
    complete: () => sink.complete(),
  }
}

// throwUnavailable throws an object with a message. GraphiQL would show an Error with its stack.
function throwUnavailable() {
  throw { message: 'The server does not respond. Try again in a moment.' }
}

// readable returns the reason why a subscription ended, as GraphiQL can show it.
function readable(reason) {
  if (Array.isArray(reason)) return reason // GraphQL errors
  return { message: reason.code ? `The connection was closed: ${reason.code} ${reason.reason}` : 'The connection failed. Check that the server is running.' }
}
