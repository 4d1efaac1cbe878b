import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  title: string
  close: () => void
  onlyByButton?: boolean // whether only its button closes it, because it is never shown again
  children: ComponentChildren
}

// Dialog is a modal dialog. Escape closes it, and so does a click outside while nothing is filled in. Focus then returns to its
// place.
export function Dialog({ title, close, onlyByButton = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const filledIn = useRef(false)
  const id = useId()
  useLayoutEffect(() => { // not useEffect: its cleanup runs after the dialog is removed
    const own = dialog.current!
    own.showModal()
    return () => own.close() // returns focus
  }, [])
  const clickOutside = (event: MouseEvent) => event.target === dialog.current && !onlyByButton && !filledIn.current && close()
  return (
    <dialog ref={dialog} aria-labelledby={id} onCancel={(event) => (event.preventDefault(), onlyByButton || close())} onMouseDown={clickOutside}
      onInput={() => void (filledIn.current = true)} onKeyDown={(event) => onlyByButton && event.key === 'Escape' && event.preventDefault()}>
      <div class="dialog">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
