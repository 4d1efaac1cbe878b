// A TCP proxy in front of one or several servers. Each connection goes to the next server that accepts it.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

// startProxy forwards to the servers with these URLs. down() closes all connections and its port, until up(). freeze() forwards nothing
// more over the open connections, and closes none. refused counts the connections that no server accepted.
export async function startProxy(...urls) {
  const targets = urls.map((url) => new URL(url))
  const clients = new Set()
  let next = 0
  const listener = createServer((client) => {
    clients.add(client)
    client.on('close', () => clients.delete(client)).on('error', () => {})
    forward(client, targets.length)
  })

  function forward(client, chances) {
    if (chances === 0) {
      proxy.refused++
      return client.destroy()
    }
    const { hostname, port } = targets[next++ % targets.length]
    const server = connect(port, hostname)
    const forwardToNext = () => forward(client, chances - 1)
    server.once('error', forwardToNext)
    server.once('connect', () => {
      server.off('error', forwardToNext).on('error', () => client.destroy())
      client.on('error', () => server.destroy()).on('close', () => server.destroy())
      client.on('freeze', () => (client.unpipe().pause(), server.unpipe().pause()))
      client.pipe(server).pipe(client)
    })
  }

  const proxy = {
    refused: 0,
    async up() {
      listener.listen(proxy.port, '127.0.0.1')
      await once(listener, 'listening')
    },
    async down() {
      const closed = once(listener, 'close')
      listener.close()
      for (const client of clients) client.destroy()
      await closed
    },
    freeze: () => clients.forEach((client) => client.emit('freeze')),
  }
  await proxy.up()
  proxy.port = listener.address().port
  proxy.url = `http://127.0.0.1:${proxy.port}`
  return proxy
}
