// What GraphiQL remembers: tabs, history, the sizes of its panes.

const remembered = new Set(['graphiql:theme'])

// SECURITY: queries, variables and answers can hold secrets (a webhook's URL, a new access token), so they are kept in the
// memory of this page and nowhere else. Only the choice of the theme outlives the page.
export function pageStorage() {
  const values = new Map()
  const page = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  }
  const place = (key) => (remembered.has(key) ? localStorage : page)
  return {
    getItem: (key) => place(key).getItem(key),
    setItem: (key, value) => place(key).setItem(key, value),
    removeItem: (key) => place(key).removeItem(key),
    clear: () => values.clear(),
    get length() {
      return values.size
    },
  }
}

// refill puts new variables into the tabs whose variables are still some that were filled in before.
export function refill(storage, filled, tabs) {
  const state = JSON.parse(storage.getItem('graphiql:tabState') ?? 'null')
  if (!state) return
  for (const tab of state.tabs) {
    const example = tabs.findIndex((_, i) => filled.some((before) => before[i].variables === tab.variables))
    if (example >= 0) tab.variables = tabs[example].variables
  }
  const active = state.tabs[state.activeTabIndex]
  storage.setItem('graphiql:tabState', JSON.stringify(state))
  storage.setItem('graphiql:query', active.query ?? '')
  storage.setItem('graphiql:variables', active.variables ?? '')
}
