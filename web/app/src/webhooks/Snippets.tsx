import { useId, useRef, useState } from 'preact/hooks'
import { CopyButton } from '../components/CopyButton'
import { programs } from './programs'

// Snippets shows the example programs that post to a webhook, one at a time.
export function Snippets({ url, name }: { url: string; name: string }) {
  const [chosen, choose] = useState(0)
  const tabs = useRef<(HTMLButtonElement | null)[]>([])
  const id = useId()
  const { run, code } = programs[chosen]!
  const text = code(url, name)

  function onKeyDown(event: KeyboardEvent) {
    const step = ({ ArrowRight: 1, ArrowLeft: -1 } as Record<string, number>)[event.key]
    if (!step) return
    const next = (chosen + step + programs.length) % programs.length
    choose(next)
    tabs.current[next]?.focus()
  }
  return (
    <div class="snippets">
      <div role="tablist" aria-label="Language" onKeyDown={onKeyDown}>
        {programs.map(({ language }, i) => (
          <button key={language} ref={(tab) => void (tabs.current[i] = tab)} type="button" role="tab" id={`${id}-${i}`} aria-controls={`${id}-panel`}
            aria-selected={i === chosen} tabIndex={i === chosen ? 0 : -1} onClick={() => choose(i)}>{language}</button>
        ))}
      </div>
      <CopyButton text={text} />
      <pre role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} tabIndex={0}><code>{text}</code></pre>
      <p>{run}</p>
    </div>
  )
}
