interface Props {
  id: string // of who it is: chooses the colour
  name: string
}

const COLOURS = 8

// Avatar shows the initials of a name. Beside the name it says nothing new: screen readers skip it.
export function Avatar({ id, name }: Props) {
  return <span class={`avatar colour-${Number(id.slice(-6)) % COLOURS}`} aria-hidden="true">{initials(name)}</span>
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean)
  const first = (word: string | undefined) => (word ? ([...new Intl.Segmenter().segment(word)][0]?.segment ?? '') : '')
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toLocaleUpperCase() || '?'
}
