// GraphQL over HTTP: the audit of the specification, and checks that it does not contain.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { auditServer } from 'graphql-http'
import { startServer } from './server.mjs'

const token = randomBytes(24).toString('hex')
const json = { 'content-type': 'application/json' }
const marker = 'what-nobody-wants-to-read-again' // it is in requests and must be in no response

describe('GraphQL over HTTP', { timeout: 120_000 }, () => {
  let server, url

  before(async () => {
    server = await startServer({ CHATTR_OWNER_TOKEN: token })
    url = `${server.url}/graphql`
  })
  after(() => server?.stop())

  const post = (body, headers = json) =>
    fetch(url, { method: 'POST', headers, body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) })

  // refused asserts the status and the code of a response, and that it repeats nothing of the request. It returns the message.
  async function refused(response, status, code) {
    const text = await response.text()
    assert.equal(response.status, status, text)
    assert.match(response.headers.get('content-type'), /^application\/(graphql-response\+)?json/)
    assert.ok(!text.includes(marker), `it repeats the request: ${text}`)
    const answer = JSON.parse(text)
    assert.deepEqual([answer.errors?.[0].extensions?.code, 'data' in answer], [code, false], text)
    return answer.errors[0].message
  }

  it('passes every check of the audit', async (t) => {
    const results = await auditServer({ url })
    const failed = results.filter(({ status }) => status !== 'ok')
    assert.deepEqual(failed.map(({ id, name, status, reason }) => `${status} ${id} ${name}: ${reason}`), [])
    assert.ok(results.length >= 61, `only ${results.length} checks`)
    t.diagnostic(`${results.length} checks`)
  })

  it('refuses a mutation by GET, and names the allowed method', async () => {
    const response = await fetch(`${url}?${new URLSearchParams({ query: 'mutation { __typename }' })}`)
    assert.equal(response.headers.get('allow'), 'POST')
    await refused(response, 405, 'METHOD_NOT_ALLOWED')
  })

  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    it(`refuses ${method}`, async () => {
      const response = await fetch(url, { method, headers: json, body: JSON.stringify({ query: `{ ${marker} }` }) })
      assert.deepEqual(response.headers.get('allow').split(', ').sort(), ['GET', 'OPTIONS', 'POST'])
      await refused(response, 405, 'METHOD_NOT_ALLOWED')
    })
  }

  it('refuses to respond with other types than JSON and events', async () => {
    for (const accept of ['text/html', 'application/xml', 'application/json;q=0', 'image/*']) {
      await refused(await post({ query: '{ __typename }' }, { ...json, accept }), 406, 'NOT_ACCEPTABLE')
    }
  })

  it('responds with the preferred type', async () => {
    for (const [accept, media] of [
      ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
      ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
      ['text/html, */*;q=0.1', 'application/json'],
      ['application/*', 'application/json'],
    ]) {
      const response = await post({ query: '{ __typename }' }, { ...json, accept })
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, `${media}; charset=utf-8`], accept)
    }
  })

  it('refuses bodies over 64 KiB', async () => {
    await refused(await post({ query: '{ __typename }', variables: { a: marker.repeat(3000) } }), 413, 'BODY_TOO_LARGE')
  })

  it('refuses bodies that are not JSON, and names the header to send', async () => {
    const body = JSON.stringify({ query: `{ ${marker} }` })
    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql']
    for (const type of [...forms, 'application/json; charset=utf-16']) {
      const message = await refused(await post(body, { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE')
      assert.match(message, /Content-Type: application\/json/)
    }
    await refused(await post(body, { ...json, 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_CONTENT_ENCODING')
  })

  it('refuses batches, and names them in the message', async () => {
    const one = { query: `{ ${marker} }` }
    for (const batch of [[one], [one, one], []]) {
      assert.match(await refused(await post(batch), 400, 'BAD_USER_INPUT'), /batch/i)
    }
  })

  it('refuses @defer', async () => {
    const accept = 'multipart/mixed; deferSpec=20220824, application/json'
    const response = await post({ query: '{ ... @defer { __typename } }' }, { ...json, accept })
    assert.match(await refused(response, 200, 'GRAPHQL_VALIDATION_FAILED'), /@defer/)
  })

  it('refuses bodies that are not one JSON object in UTF-8', async () => {
    for (const body of ['', '{', `{"query":"{ __typename }"} ${marker}`, '{"query":"{ __typename }"}{}', `"${marker}`, '\ufeff{"query":"{ __typename }"}']) {
      await refused(await post(body), 400, 'INVALID_JSON')
    }
    await refused(await post(Buffer.concat([Buffer.from('{"query":"{ a'), Buffer.from([0xff]), Buffer.from(' }"}')])), 400, 'INVALID_UTF8')
  })

  it('refuses duplicate keys, of which a check and the execution could read different ones', async () => {
    for (const body of [
      `{"query":"{ __typename }","query":"{ ${marker} }"}`,
      `{"query":"{ __typename }","variables":{},"variables":{"a":"${marker}"}}`,
      `{"query":"query($a: String) { __typename }","variables":{"a":"b","a":"${marker}"}}`,
      `{"query":"query($a: String) { __typename }","variables":{"a":"b","\\u0061":"${marker}"}}`,
    ]) {
      await refused(await post(body), 400, 'DUPLICATE_KEY')
    }
  })

  it('repeats nothing of a refused request', async () => {
    for (const [body, code] of [
      [{ query: `{ viewer { user { name } } ${marker.replaceAll('-', '_')}: nosuch(a: "${marker}") }` }, 'GRAPHQL_VALIDATION_FAILED'],
      [{ query: `{ "${marker}" }` }, 'GRAPHQL_PARSE_FAILED'],
    ]) {
      await refused(await post(body), 200, code)
    }
    for (const body of [{ query: [marker] }, { query: '{ __typename }', variables: marker }, { nothing: marker }]) {
      await refused(await post(body), 400, 'BAD_USER_INPUT')
    }
  })

  describe('persisted queries', () => {
    const query = '{ __typename }'
    const persisted = (text) => ({ persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } })

    it('are requested once, and then found by their hash', async () => {
      const own = `${query} # ${randomBytes(8).toString('hex')}`
      const extensions = persisted(own)
      await refused(await post({ extensions }), 200, 'PERSISTED_QUERY_NOT_FOUND')
      assert.deepEqual(await (await post({ query: own, extensions })).json(), { data: { __typename: 'Query' } })
      assert.deepEqual(await (await post({ extensions })).json(), { data: { __typename: 'Query' } })
      const byGET = new URLSearchParams({ extensions: JSON.stringify(extensions) })
      assert.deepEqual(await (await fetch(`${url}?${byGET}`)).json(), { data: { __typename: 'Query' } })
    })

    it('are not stored under the hash of another document', async () => {
      const extensions = persisted('{ viewer { user { id } } }')
      const answer = await (await post({ query, extensions })).json()
      assert.equal(answer.data, undefined, JSON.stringify(answer))
      await refused(await post({ extensions }), 200, 'PERSISTED_QUERY_NOT_FOUND')
    })
  })
})
