// A channel with a long history of real messages, posted as fast as possible.
import { Agent, request } from 'node:http'

const CONNECTIONS = 64

// contentOf returns the text of the n-th message: one to four lines, with some markup.
export const contentOf = (n) => `Message ${n},${'\nand a **line** more'.repeat(n % 4)}`

// fill posts messages 1 to total in batches. Within a batch their order is not fixed.
export async function fill(webhookURL, total) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let next = 1
  const worker = async () => {
    while (next <= total) {
      const n = next++
      await post(agent, webhookURL, { content: contentOf(n), name: Math.floor(n / 7) % 3 ? 'CI' : 'Alerts' })
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
}

function post(agent, url, message) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`posting: ${answer.statusCode}`))))
    })
    sent.on('error', reject).end(JSON.stringify(message))
  })
}
