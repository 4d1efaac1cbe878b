import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  title: string
  close: () => void
  once?: boolean // it shows what is never shown again: only its button closes it
  children: ComponentChildren
}

// Dialog asks for something before the page goes on. Escape closes it, and a click beside it while nothing was filled in; focus
// goes back to where it was.
export function Dialog({ title, close, once = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const filledIn = useRef(false)
  const id = useId()
  useLayoutEffect(() => { // whose end comes while the dialog is still there
    const own = dialog.current!
    own.showModal()
    return () => own.close() // which gives focus back, as long as the dialog is there
  }, [])
  const beside = (event: MouseEvent) => event.target === dialog.current && !once && !filledIn.current && close()
  return (
    <dialog ref={dialog} aria-labelledby={id} onCancel={(event) => (event.preventDefault(), once || close())} onMouseDown={beside}
      onInput={() => void (filledIn.current = true)} onKeyDown={(event) => once && event.key === 'Escape' && event.preventDefault()}>
      <div class="dialog">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
