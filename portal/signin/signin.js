// The page a sign-in link leads to. Its secret is in the fragment, which browsers send to nobody.

const element = (id) => document.getElementById(id)
let secret = ''

// SECURITY: the secret leaves the address bar and the history before anything else happens.
function takeSecret() {
  const found = new URLSearchParams(location.hash.slice(1)).get('sign-in')
  if (!found) return
  secret = found
  history.replaceState(null, '', location.pathname + location.search)
}

function say(message, { detail = '', tone = '', user = null, again = false } = {}) {
  element('message').textContent = message
  element('detail').textContent = detail
  element('state').dataset.tone = tone
  element('state').setAttribute('aria-busy', String(tone === 'busy'))
  element('sign-out').hidden = !user
  element('again').hidden = !again
}

async function session(method, body) {
  const headers = body ? { 'content-type': 'application/json' } : {}
  const response = await fetch('session', { method, headers, body: body && JSON.stringify(body) })
  if (response.status >= 500) throw new Error(`the server answered ${response.status}`)
  return response
}

async function currentUser() {
  return (await (await session('GET')).json()).user
}

async function signIn() {
  say('Signing you in…', { tone: 'busy' })
  const response = await session('POST', { secret })
  secret = ''
  if (response.ok) return location.replace('playground')
  const user = await currentUser()
  say('This sign-in link does not work any more.', {
    detail: user
      ? `It was used already or has expired. You are still signed in as ${user.name}.`
      : 'It was used already or has expired. The command below prints a new one.',
    tone: 'bad',
    user,
  })
}

async function showWho() {
  const user = await currentUser()
  if (user) say(`You are signed in as ${user.name}.`, { tone: 'good', user })
  else say('You are not signed in.', { detail: 'The playground also takes a token.' })
}

async function start() {
  takeSecret()
  try {
    await (secret ? signIn() : showWho())
  } catch {
    say('The server does not answer.', { detail: 'Nothing was lost. Try again in a moment.', tone: 'bad', again: true })
  }
}

element('again').addEventListener('click', start)
element('sign-out').addEventListener('click', async () => {
  await session('DELETE').catch(() => null)
  start()
})
window.addEventListener('hashchange', start) // a link pasted where the page is open already
start()
