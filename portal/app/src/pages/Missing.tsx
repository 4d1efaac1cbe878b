import { Empty } from '../parts/Empty'
import { to } from '../route'

// Missing stands for what is not there, or is not for the viewer's eyes: the two are never told apart.
export function Missing({ what = 'page' }: { what?: string }) {
  return (
    <Empty title={`There is no such ${what}`}>
      <p>It may have been deleted, or you may not see it.</p>
      <a class="button" href={to.servers}>Go to your servers</a>
    </Empty>
  )
}
