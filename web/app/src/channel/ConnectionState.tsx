// ConnectionState reports whether messages arrive as they are posted.
export function ConnectionState({ loaded, connected, failed }: { loaded: boolean; connected: boolean; failed: boolean }) {
  const [state, text] = failed ? ['stopped', 'Stopped'] : !loaded ? ['connecting', 'Loading…'] : connected ? ['connected', 'Live'] : ['connecting', 'Reconnecting…']
  return <span class={`connection-state ${state}`} role="status">{text}</span>
}
