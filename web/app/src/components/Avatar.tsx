import { useState } from 'preact/hooks'
import { useRerender } from './useRerender'
import { markUnavailable, pathOf } from './avatarPictures'

interface Props {
  id: string // of the user, webhook or server; it selects the colour
  name: string
  picture?: string | null // its avatarPath
}

const COLOURS = 8

// Avatar shows a picture, or the initials of the name. Screen readers skip it: the name stands beside it.
export function Avatar({ id, name, picture }: Props) {
  const [loaded, setLoaded] = useState<string>()
  const rerender = useRerender()
  const path = pathOf(picture)
  return (
    <span class={`avatar colour-${Number(id.slice(-6)) % COLOURS}`} aria-hidden="true">
      {initials(name)}
      {path && (
        <img key={path} src={path} alt="" class={loaded === path ? 'loaded' : ''} onLoad={() => setLoaded(path)}
          onError={() => (markUnavailable(path), rerender())} />
      )}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean)
  const first = (word: string | undefined) => (word ? ([...new Intl.Segmenter().segment(word)][0]?.segment ?? '') : '')
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toLocaleUpperCase() || '?'
}
