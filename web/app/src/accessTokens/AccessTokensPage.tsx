import { useState } from 'preact/hooks'
import { AccessTokensDocument, RevokeAccessTokenDocument, type AccessTokensQuery } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { EmptyState } from '../components/EmptyState'
import { ItemList } from '../components/ItemList'
import { PageHeader } from '../components/PageHeader'
import { TimeButton } from '../components/TimeButton'
import { NewAccessToken } from './NewAccessToken'

type AccessToken = NonNullable<AccessTokensQuery['viewer']['accessTokens']>['edges'][number]['node']

// AccessTokensPage lists the access tokens of the viewer.
export function AccessTokensPage() {
  const list = useList(AccessTokensDocument, {}, ({ viewer }) => viewer.accessTokens)
  const [creating, setCreating] = useState(false)
  const create = <button type="button" class="primary" onClick={() => setCreating(true)}>New token</button>
  return (
    <div class="page">
      <PageHeader title="Access tokens" action={list.data?.items.length ? create : undefined}>With a token, a program acts as you, within the limits you set.</PageHeader>
      <ItemList list={list} empty={<EmptyState title="No access tokens yet"><p>For a web page that shows a channel, create a read-only token for that channel.</p>{create}</EmptyState>}>
        {(token) => <Row key={token.id} token={token} />}
      </ItemList>
      {creating && <NewAccessToken close={() => setCreating(false)} />}
    </div>
  )
}

function Row({ token }: { token: AccessToken }) {
  const revoke = useMutation(RevokeAccessTokenDocument)
  const [asking, setAsking] = useState(false)
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now()
  return (
    <li class="row">
      <span class="row-text">
        <span class="row-header"><bdi class="row-title">{token.name}</bdi>{token.readOnly ? <span class="tag">Read only</span> : <span class="tag accent">Can write</span>}{expired && <span class="tag warning">Expired</span>}</span>
        <span class="row-detail">
          {token.channels ? token.channels.map(({ id, name }, i) => <span key={id}>{i > 0 && ', '}#<bdi>{name}</bdi></span>) : 'All channels, including future ones'}
          {' · '}{token.lastUsedAt ? <>used <TimeButton at={token.lastUsedAt} /></> : 'never used'}
          {' · '}{token.expiresAt ? <>{expired ? 'expired' : 'expires'} <TimeButton at={token.expiresAt} /></> : 'never expires'}
        </span>
      </span>
      <button type="button" class="small" onClick={() => setAsking(true)}>Revoke…</button>
      {asking && (
        <ConfirmDialog title={`Revoke ${token.name}?`} action="Revoke token" busy={revoke.busy} failure={revoke.failure} close={() => setAsking(false)}
          confirm={() => void revoke.run({ accessTokenId: token.id })}>
          <p>The server immediately refuses programs that use it, and ends their open streams. You cannot undo this.</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
