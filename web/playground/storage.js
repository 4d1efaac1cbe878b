// The data that GraphiQL stores: tabs, history, the sizes of its panes.

const storedKeys = new Set(['graphiql:theme'])

// pageStorage returns a storage for GraphiQL that is the memory of this page, except for the theme.
// SECURITY: against leaks through the browser's storage. Queries, variables and responses can contain secrets (the URL of a webhook, a
// new access token).
export function pageStorage() {
  const values = new Map()
  const memory = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  }
  const storageOf = (key) => (storedKeys.has(key) ? localStorage : memory)
  return {
    getItem: (key) => storageOf(key).getItem(key),
    setItem: (key, value) => storageOf(key).setItem(key, value),
    removeItem: (key) => storageOf(key).removeItem(key),
    clear: () => values.clear(),
    get length() {
      return values.size
    },
  }
}

// replaceVariables sets new variables in the tabs whose variables are still those of an earlier set of examples.
export function replaceVariables(storage, earlierSets, tabs) {
  const state = JSON.parse(storage.getItem('graphiql:tabState') ?? 'null')
  if (!state) return
  for (const tab of state.tabs) {
    const example = tabs.findIndex((_, i) => earlierSets.some((earlier) => earlier[i].variables === tab.variables))
    if (example >= 0) tab.variables = tabs[example].variables
  }
  const active = state.tabs[state.activeTabIndex]
  storage.setItem('graphiql:tabState', JSON.stringify(state))
  storage.setItem('graphiql:query', active.query ?? '')
  storage.setItem('graphiql:variables', active.variables ?? '')
}
