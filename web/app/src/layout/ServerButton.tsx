import { to } from '../route'
import type { CurrentServer } from './place'

// ServerButton leads from a page that was not found back to its server.
export function ServerButton({ server }: { server: CurrentServer }) {
  return <a class="button" href={to.server(server.id)}>Go to <bdi>{server.name}</bdi></a>
}
