// ConnectionState says whether messages arrive as they are posted. It takes the same room whatever it says.
export function ConnectionState({ loaded, connected, failed }: { loaded: boolean; connected: boolean; failed: boolean }) {
  const [tone, text] = failed ? ['off', 'Stopped'] : !loaded ? ['busy', 'Loading…'] : connected ? ['on', 'Live'] : ['busy', 'Reconnecting…']
  return <span class={`live ${tone}`} role="status">{text}</span>
}
