/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AcceptInvitationInput = {
  secret: string;
};

export type AuditAction =
  | 'ACCOUNT_LINKED'
  | 'ACCOUNT_UNLINKED'
  | 'ACCOUNT_UPDATED'
  | 'CHANNEL_CREATED'
  | 'CHANNEL_DELETED'
  | 'CHANNEL_UPDATED'
  | 'INVITATION_CREATED'
  | 'INVITATION_REVOKED'
  | 'MEMBER_JOINED'
  | 'MEMBER_LEFT'
  | 'MEMBER_REMOVED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_SET'
  | 'ROLE_CREATED'
  | 'ROLE_DELETED'
  | 'ROLE_GIVEN'
  | 'ROLE_TAKEN'
  | 'ROLE_UPDATED'
  | 'SERVER_CREATED'
  | 'SERVER_DELETED'
  | 'SERVER_TRANSFERRED'
  | 'SERVER_UPDATED'
  | 'SIGN_IN_LINKS_REVOKED'
  | 'SIGN_IN_LINK_CREATED'
  | 'WEBHOOK_CREATED'
  | 'WEBHOOK_DELETED'
  | 'WEBHOOK_UPDATED'
  | 'WEBHOOK_URL_REGENERATED';

export type AuditTargetKind =
  | 'CHANNEL'
  | 'INVITATION'
  | 'MEMBER'
  | 'ROLE'
  | 'SERVER'
  | 'USER'
  | 'WEBHOOK';

export type AuthorKind =
  | 'USER'
  | 'WEBHOOK';

export type ChannelEventKind =
  | 'MESSAGE_DELETED'
  | 'MESSAGE_EDITED'
  | 'MESSAGE_POSTED';

export type CreateAccessTokenInput = {
  channelIds?: Array<string | number> | null | undefined;
  expiresAt?: string | null | undefined;
  name: string;
  readOnly?: boolean | null | undefined;
};

export type CreateChannelInput = {
  name: string;
  serverId: string | number;
  topic?: string | null | undefined;
};

export type CreateInvitationInput = {
  expiresAt?: string | null | undefined;
  maxUses?: number | null | undefined;
  serverId: string | number;
};

export type CreateRoleInput = {
  name: string;
  permissions: Array<Permission>;
  serverId: string | number;
};

export type CreateServerInput = {
  name: string;
};

export type CreateSignInLinkInput = {
  userId: string | number;
};

export type CreateWebhookInput = {
  avatarUrl?: string | null | undefined;
  channelId: string | number;
  name: string;
};

export type DeleteChannelInput = {
  channelId: string | number;
};

export type DeleteMessageInput = {
  messageId: string | number;
};

export type DeleteRoleInput = {
  roleId: string | number;
};

export type DeleteServerInput = {
  serverId: string | number;
};

export type DeleteWebhookInput = {
  webhookId: string | number;
};

export type EditMessageInput = {
  content: string;
  messageId: string | number;
};

export type GiveRoleInput = {
  memberId: string | number;
  roleId: string | number;
};

export type LeaveServerInput = {
  serverId: string | number;
};

export type Permission =
  | 'ADMINISTRATOR'
  | 'MANAGE_CHANNELS'
  | 'MANAGE_MESSAGES'
  | 'MANAGE_SERVER'
  | 'POST_MESSAGES';

export type PostMessageInput = {
  channelId: string | number;
  content: string;
  idempotencyKey?: string | null | undefined;
};

export type RegenerateWebhookUrlInput = {
  webhookId: string | number;
};

export type RemoveMemberInput = {
  memberId: string | number;
};

export type RevokeAccessTokenInput = {
  accessTokenId: string | number;
};

export type RevokeInvitationInput = {
  invitationId: string | number;
};

export type RevokeSignInLinksInput = {
  userId: string | number;
};

export type SignInMethod =
  | 'OPENID'
  | 'PASSWORD';

export type TakeRoleInput = {
  memberId: string | number;
  roleId: string | number;
};

export type TestWebhookInput = {
  webhookId: string | number;
};

export type TransferServerInput = {
  memberId: string | number;
  serverId: string | number;
};

export type UnlinkIdentityInput = {
  issuer: string;
  proof?: string | null | undefined;
};

export type UpdateAccountInput = {
  administrator?: boolean | null | undefined;
  enabled?: boolean | null | undefined;
  userId: string | number;
};

export type UpdateChannelInput = {
  channelId: string | number;
  name?: string | null | undefined;
  topic?: string | null | undefined;
};

export type UpdateRoleInput = {
  name?: string | null | undefined;
  permissions?: Array<Permission> | null | undefined;
  roleId: string | number;
};

export type UpdateServerInput = {
  name?: string | null | undefined;
  serverId: string | number;
};

export type UpdateViewerInput = {
  email?: string | null | undefined;
  name?: string | null | undefined;
  proof?: string | null | undefined;
};

export type UpdateWebhookInput = {
  avatarUrl?: string | null | undefined;
  channelId?: string | number | null | undefined;
  enabled?: boolean | null | undefined;
  name?: string | null | undefined;
  webhookId: string | number;
};

export type AccessTokensQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AccessTokensQuery = { viewer: { accessTokens: { edges: Array<{ node: { id: string, name: string, readOnly: boolean, expiresAt: string | null, createdAt: string, lastUsedAt: string | null, channels: Array<{ id: string, name: string }> | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } };

export type ChannelsOfServersQueryVariables = Exact<{ [key: string]: never; }>;


export type ChannelsOfServersQuery = { viewer: { servers: { edges: Array<{ node: { id: string, name: string, channels: { edges: Array<{ node: { id: string, name: string } }> } } }> } } };

export type CreateAccessTokenMutationVariables = Exact<{
  input: CreateAccessTokenInput;
}>;


export type CreateAccessTokenMutation = { createAccessToken: { secret: string, accessToken: { id: string, name: string } } };

export type RevokeAccessTokenMutationVariables = Exact<{
  input: RevokeAccessTokenInput;
}>;


export type RevokeAccessTokenMutation = { revokeAccessToken: { accessToken: { id: string } } };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { viewer: { email: string | null, signInMethods: Array<SignInMethod> | null, user: { id: string, name: string, administrator: boolean }, identities: Array<{ issuer: string, createdAt: string }> | null } };

export type UpdateViewerMutationVariables = Exact<{
  input: UpdateViewerInput;
}>;


export type UpdateViewerMutation = { updateViewer: { viewer: { user: { id: string, name: string } } } };

export type UnlinkIdentityMutationVariables = Exact<{
  input: UnlinkIdentityInput;
}>;


export type UnlinkIdentityMutation = { unlinkIdentity: { viewer: { signInMethods: Array<SignInMethod> | null } } };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { server: { id: string } } };

export type AdministersQueryVariables = Exact<{ [key: string]: never; }>;


export type AdministersQuery = { viewer: { managesAccounts: boolean } };

export type AccountsQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { accounts: { edges: Array<{ node: { email: string | null, administrator: boolean, enabled: boolean, lastSignedInAt: string | null, signInLinkExpiresAt: string | null, user: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AccountEntryFragment = { email: string | null, administrator: boolean, enabled: boolean, lastSignedInAt: string | null, signInLinkExpiresAt: string | null, user: { id: string, name: string } };

export type UpdateAccountMutationVariables = Exact<{
  input: UpdateAccountInput;
}>;


export type UpdateAccountMutation = { updateAccount: { account: { enabled: boolean, administrator: boolean } } };

export type CreateSignInLinkMutationVariables = Exact<{
  input: CreateSignInLinkInput;
}>;


export type CreateSignInLinkMutation = { createSignInLink: { url: string } };

export type RevokeSignInLinksMutationVariables = Exact<{
  input: RevokeSignInLinksInput;
}>;


export type RevokeSignInLinksMutation = { revokeSignInLinks: { account: { signInLinkExpiresAt: string | null } } };

export type EntryFragment = { id: string, action: AuditAction, actorName: string, createdAt: string, actor: { id: string } | null, target: { kind: AuditTargetKind, id: string, name: string }, changes: Array<{ field: string, before: string | null, after: string | null }> };

export type AuditLogQueryVariables = Exact<{
  serverId: string | number;
  before?: string | null | undefined;
}>;


export type AuditLogQuery = { server: { auditLog: { edges: Array<{ node: { id: string, action: AuditAction, actorName: string, createdAt: string, actor: { id: string } | null, target: { kind: AuditTargetKind, id: string, name: string }, changes: Array<{ field: string, before: string | null, after: string | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

export type InstallationLogQueryVariables = Exact<{
  before?: string | null | undefined;
}>;


export type InstallationLogQuery = { auditLog: { edges: Array<{ node: { id: string, action: AuditAction, actorName: string, createdAt: string, actor: { id: string } | null, target: { kind: AuditTargetKind, id: string, name: string }, changes: Array<{ field: string, before: string | null, after: string | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null };

export type ChannelsQueryVariables = Exact<{
  serverId: string | number;
  after?: string | null | undefined;
}>;


export type ChannelsQuery = { server: { channels: { edges: Array<{ node: { id: string, name: string, topic: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ChannelEntryFragment = { id: string, name: string, topic: string | null };

export type ChannelQueryVariables = Exact<{
  id: string | number;
}>;


export type ChannelQuery = { channel: { id: string, name: string, topic: string | null, server: { viewerPermissions: Array<Permission>, id: string, name: string, createdAt: string, channels: { edges: Array<{ node: { id: string, name: string, topic: string | null } }>, pageInfo: { hasNextPage: boolean } }, owner: { id: string, name: string } } } | null };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { createChannel: { channel: { id: string } } };

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateChannelInput;
}>;


export type UpdateChannelMutation = { updateChannel: { channel: { id: string } } };

export type DeleteChannelMutationVariables = Exact<{
  input: DeleteChannelInput;
}>;


export type DeleteChannelMutation = { deleteChannel: { channel: { id: string } } };

export type RoleEntryFragment = { id: string, name: string, everyone: boolean, permissions: Array<Permission> };

export type MembersQueryVariables = Exact<{
  serverId: string | number;
  after?: string | null | undefined;
}>;


export type MembersQuery = { server: { members: { edges: Array<{ node: { id: string, createdAt: string, user: { id: string, name: string }, roles: Array<{ id: string, name: string, everyone: boolean, permissions: Array<Permission> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MemberEntryFragment = { id: string, createdAt: string, user: { id: string, name: string }, roles: Array<{ id: string, name: string, everyone: boolean, permissions: Array<Permission> }> };

export type RolesQueryVariables = Exact<{
  serverId: string | number;
  after?: string | null | undefined;
}>;


export type RolesQuery = { server: { roles: { edges: Array<{ node: { id: string, name: string, everyone: boolean, permissions: Array<Permission> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type InvitationsQueryVariables = Exact<{
  serverId: string | number;
  after?: string | null | undefined;
}>;


export type InvitationsQuery = { server: { invitations: { edges: Array<{ node: { id: string, maxUses: number, uses: number, expiresAt: string, createdAt: string, creator: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type CreateInvitationMutationVariables = Exact<{
  input: CreateInvitationInput;
}>;


export type CreateInvitationMutation = { createInvitation: { url: string, invitation: { id: string } } };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { invitation: { id: string } } };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { member: { id: string } } };

export type LeaveServerMutationVariables = Exact<{
  input: LeaveServerInput;
}>;


export type LeaveServerMutation = { leaveServer: { server: { id: string } } };

export type TransferServerMutationVariables = Exact<{
  input: TransferServerInput;
}>;


export type TransferServerMutation = { transferServer: { server: { id: string } } };

export type CreateRoleMutationVariables = Exact<{
  input: CreateRoleInput;
}>;


export type CreateRoleMutation = { createRole: { role: { id: string } } };

export type UpdateRoleMutationVariables = Exact<{
  input: UpdateRoleInput;
}>;


export type UpdateRoleMutation = { updateRole: { role: { id: string } } };

export type DeleteRoleMutationVariables = Exact<{
  input: DeleteRoleInput;
}>;


export type DeleteRoleMutation = { deleteRole: { role: { id: string } } };

export type GiveRoleMutationVariables = Exact<{
  input: GiveRoleInput;
}>;


export type GiveRoleMutation = { giveRole: { role: { id: string } } };

export type TakeRoleMutationVariables = Exact<{
  input: TakeRoleInput;
}>;


export type TakeRoleMutation = { takeRole: { role: { id: string } } };

export type MessageEntryFragment = { id: string, content: string, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { kind: AuthorKind, id: string, name: string, avatarPath: string | null } };

export type MessagesQueryVariables = Exact<{
  channelId: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type MessagesQuery = { channel: { messages: { resumeCursor: string, edges: Array<{ node: { id: string, content: string, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { kind: AuthorKind, id: string, name: string, avatarPath: string | null } } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };

export type ChannelEventsSubscriptionVariables = Exact<{
  channelId: string | number;
  after?: string | null | undefined;
}>;


export type ChannelEventsSubscription = { channelEvents: { cursor: string, kind: ChannelEventKind, message: { id: string, content: string, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { kind: AuthorKind, id: string, name: string, avatarPath: string | null } } } };

export type PostMessageMutationVariables = Exact<{
  input: PostMessageInput;
}>;


export type PostMessageMutation = { postMessage: { message: { id: string } } };

export type EditMessageMutationVariables = Exact<{
  input: EditMessageInput;
}>;


export type EditMessageMutation = { editMessage: { message: { id: string } } };

export type DeleteMessageMutationVariables = Exact<{
  input: DeleteMessageInput;
}>;


export type DeleteMessageMutation = { deleteMessage: { message: { id: string } } };

export type ServersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ServersQuery = { viewer: { servers: { edges: Array<{ node: { id: string, name: string, createdAt: string, owner: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type ServerEntryFragment = { id: string, name: string, createdAt: string, owner: { id: string, name: string } };

export type ServerQueryVariables = Exact<{
  id: string | number;
}>;


export type ServerQuery = { server: { viewerPermissions: Array<Permission>, id: string, name: string, createdAt: string, channels: { edges: Array<{ node: { id: string, name: string, topic: string | null } }>, pageInfo: { hasNextPage: boolean } }, owner: { id: string, name: string } } | null };

export type ServerFrameFragment = { viewerPermissions: Array<Permission>, id: string, name: string, createdAt: string, channels: { edges: Array<{ node: { id: string, name: string, topic: string | null } }>, pageInfo: { hasNextPage: boolean } }, owner: { id: string, name: string } };

export type CreateServerMutationVariables = Exact<{
  input: CreateServerInput;
}>;


export type CreateServerMutation = { createServer: { server: { id: string } } };

export type UpdateServerMutationVariables = Exact<{
  input: UpdateServerInput;
}>;


export type UpdateServerMutation = { updateServer: { server: { id: string } } };

export type DeleteServerMutationVariables = Exact<{
  input: DeleteServerInput;
}>;


export type DeleteServerMutation = { deleteServer: { server: { id: string } } };

export type WebhookEntryFragment = { id: string, name: string, avatarUrl: string | null, avatarPath: string | null, enabled: boolean, createdAt: string, lastUsedAt: string | null, creator: { id: string, name: string } | null, channel: { id: string, name: string } };

export type WebhooksQueryVariables = Exact<{
  serverId: string | number;
  after?: string | null | undefined;
}>;


export type WebhooksQuery = { server: { webhooks: { edges: Array<{ node: { id: string, name: string, avatarUrl: string | null, avatarPath: string | null, enabled: boolean, createdAt: string, lastUsedAt: string | null, creator: { id: string, name: string } | null, channel: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type WebhookQueryVariables = Exact<{
  id: string | number;
}>;


export type WebhookQuery = { webhook: { id: string, name: string, avatarUrl: string | null, avatarPath: string | null, enabled: boolean, createdAt: string, lastUsedAt: string | null, channel: { id: string, name: string, server: { viewerPermissions: Array<Permission>, id: string, name: string, createdAt: string, channels: { edges: Array<{ node: { id: string, name: string, topic: string | null } }>, pageInfo: { hasNextPage: boolean } }, owner: { id: string, name: string } } }, creator: { id: string, name: string } | null } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { createWebhook: { url: string, webhook: { id: string } } };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { updateWebhook: { webhook: { id: string } } };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { deleteWebhook: { webhook: { id: string } } };

export type RegenerateWebhookUrlMutationVariables = Exact<{
  input: RegenerateWebhookUrlInput;
}>;


export type RegenerateWebhookUrlMutation = { regenerateWebhookUrl: { url: string, webhook: { id: string } } };

export type TestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;


export type TestWebhookMutation = { testWebhook: { message: { id: string } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountEntryFragmentDoc = new TypedDocumentString(`
    fragment AccountEntry on Account {
  user {
    id
    name
  }
  email
  administrator
  enabled
  lastSignedInAt
  signInLinkExpiresAt
}
    `, {"fragmentName":"AccountEntry"}) as unknown as TypedDocumentString<AccountEntryFragment, unknown>;
export const EntryFragmentDoc = new TypedDocumentString(`
    fragment Entry on AuditEntry {
  id
  action
  actor {
    id
  }
  actorName
  target {
    kind
    id
    name
  }
  changes {
    field
    before
    after
  }
  createdAt
}
    `, {"fragmentName":"Entry"}) as unknown as TypedDocumentString<EntryFragment, unknown>;
export const RoleEntryFragmentDoc = new TypedDocumentString(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `, {"fragmentName":"RoleEntry"}) as unknown as TypedDocumentString<RoleEntryFragment, unknown>;
export const MemberEntryFragmentDoc = new TypedDocumentString(`
    fragment MemberEntry on Member {
  id
  user {
    id
    name
  }
  roles {
    ...RoleEntry
  }
  createdAt
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}`, {"fragmentName":"MemberEntry"}) as unknown as TypedDocumentString<MemberEntryFragment, unknown>;
export const MessageEntryFragmentDoc = new TypedDocumentString(`
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}
    `, {"fragmentName":"MessageEntry"}) as unknown as TypedDocumentString<MessageEntryFragment, unknown>;
export const ServerEntryFragmentDoc = new TypedDocumentString(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `, {"fragmentName":"ServerEntry"}) as unknown as TypedDocumentString<ServerEntryFragment, unknown>;
export const ChannelEntryFragmentDoc = new TypedDocumentString(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `, {"fragmentName":"ChannelEntry"}) as unknown as TypedDocumentString<ChannelEntryFragment, unknown>;
export const ServerFrameFragmentDoc = new TypedDocumentString(`
    fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}`, {"fragmentName":"ServerFrame"}) as unknown as TypedDocumentString<ServerFrameFragment, unknown>;
export const WebhookEntryFragmentDoc = new TypedDocumentString(`
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  avatarPath
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}
    `, {"fragmentName":"WebhookEntry"}) as unknown as TypedDocumentString<WebhookEntryFragment, unknown>;
export const AccessTokensDocument = new TypedDocumentString(`
    query AccessTokens($after: String) {
  viewer {
    accessTokens(first: 100, after: $after) {
      edges {
        node {
          id
          name
          readOnly
          channels {
            id
            name
          }
          expiresAt
          createdAt
          lastUsedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccessTokensQuery, AccessTokensQueryVariables>;
export const ChannelsOfServersDocument = new TypedDocumentString(`
    query ChannelsOfServers {
  viewer {
    servers(first: 50) {
      edges {
        node {
          id
          name
          channels(first: 100) {
            edges {
              node {
                id
                name
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChannelsOfServersQuery, ChannelsOfServersQueryVariables>;
export const CreateAccessTokenDocument = new TypedDocumentString(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const RevokeAccessTokenDocument = new TypedDocumentString(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeAccessTokenMutation, RevokeAccessTokenMutationVariables>;
export const AccountDocument = new TypedDocumentString(`
    query Account {
  viewer {
    user {
      id
      name
      administrator
    }
    email
    signInMethods
    identities {
      issuer
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<AccountQuery, AccountQueryVariables>;
export const UpdateViewerDocument = new TypedDocumentString(`
    mutation UpdateViewer($input: UpdateViewerInput!) {
  updateViewer(input: $input) {
    viewer {
      user {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateViewerMutation, UpdateViewerMutationVariables>;
export const UnlinkIdentityDocument = new TypedDocumentString(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    viewer {
      signInMethods
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const AdministersDocument = new TypedDocumentString(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `) as unknown as TypedDocumentString<AdministersQuery, AdministersQueryVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($search: String, $after: String) {
  accounts(first: 50, after: $after, search: $search) {
    edges {
      node {
        ...AccountEntry
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AccountEntry on Account {
  user {
    id
    name
  }
  email
  administrator
  enabled
  lastSignedInAt
  signInLinkExpiresAt
}`) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const UpdateAccountDocument = new TypedDocumentString(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAccountMutation, UpdateAccountMutationVariables>;
export const CreateSignInLinkDocument = new TypedDocumentString(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `) as unknown as TypedDocumentString<CreateSignInLinkMutation, CreateSignInLinkMutationVariables>;
export const RevokeSignInLinksDocument = new TypedDocumentString(`
    mutation RevokeSignInLinks($input: RevokeSignInLinksInput!) {
  revokeSignInLinks(input: $input) {
    account {
      signInLinkExpiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeSignInLinksMutation, RevokeSignInLinksMutationVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($serverId: ID!, $before: String) {
  server(id: $serverId) {
    auditLog(last: 50, before: $before) {
      edges {
        node {
          ...Entry
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
    }
  }
}
    fragment Entry on AuditEntry {
  id
  action
  actor {
    id
  }
  actorName
  target {
    kind
    id
    name
  }
  changes {
    field
    before
    after
  }
  createdAt
}`) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const InstallationLogDocument = new TypedDocumentString(`
    query InstallationLog($before: String) {
  auditLog(last: 50, before: $before) {
    edges {
      node {
        ...Entry
      }
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    fragment Entry on AuditEntry {
  id
  action
  actor {
    id
  }
  actorName
  target {
    kind
    id
    name
  }
  changes {
    field
    before
    after
  }
  createdAt
}`) as unknown as TypedDocumentString<InstallationLogQuery, InstallationLogQueryVariables>;
export const ChannelsDocument = new TypedDocumentString(`
    query Channels($serverId: ID!, $after: String) {
  server(id: $serverId) {
    channels(first: 100, after: $after) {
      edges {
        node {
          ...ChannelEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}`) as unknown as TypedDocumentString<ChannelsQuery, ChannelsQueryVariables>;
export const ChannelDocument = new TypedDocumentString(`
    query Channel($id: ID!) {
  channel(id: $id) {
    ...ChannelEntry
    server {
      ...ServerFrame
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`) as unknown as TypedDocumentString<ChannelQuery, ChannelQueryVariables>;
export const CreateChannelDocument = new TypedDocumentString(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateChannelMutation, CreateChannelMutationVariables>;
export const UpdateChannelDocument = new TypedDocumentString(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateChannelMutation, UpdateChannelMutationVariables>;
export const DeleteChannelDocument = new TypedDocumentString(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteChannelMutation, DeleteChannelMutationVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($serverId: ID!, $after: String) {
  server(id: $serverId) {
    members(first: 50, after: $after) {
      edges {
        node {
          ...MemberEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
fragment MemberEntry on Member {
  id
  user {
    id
    name
  }
  roles {
    ...RoleEntry
  }
  createdAt
}`) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const RolesDocument = new TypedDocumentString(`
    query Roles($serverId: ID!, $after: String) {
  server(id: $serverId) {
    roles(first: 100, after: $after) {
      edges {
        node {
          ...RoleEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}`) as unknown as TypedDocumentString<RolesQuery, RolesQueryVariables>;
export const InvitationsDocument = new TypedDocumentString(`
    query Invitations($serverId: ID!, $after: String) {
  server(id: $serverId) {
    invitations(first: 50, after: $after) {
      edges {
        node {
          id
          creator {
            id
            name
          }
          maxUses
          uses
          expiresAt
          createdAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvitationsQuery, InvitationsQueryVariables>;
export const CreateInvitationDocument = new TypedDocumentString(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `) as unknown as TypedDocumentString<CreateInvitationMutation, CreateInvitationMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const LeaveServerDocument = new TypedDocumentString(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<LeaveServerMutation, LeaveServerMutationVariables>;
export const TransferServerDocument = new TypedDocumentString(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<TransferServerMutation, TransferServerMutationVariables>;
export const CreateRoleDocument = new TypedDocumentString(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRoleMutation, CreateRoleMutationVariables>;
export const UpdateRoleDocument = new TypedDocumentString(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateRoleMutation, UpdateRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const GiveRoleDocument = new TypedDocumentString(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<GiveRoleMutation, GiveRoleMutationVariables>;
export const TakeRoleDocument = new TypedDocumentString(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<TakeRoleMutation, TakeRoleMutationVariables>;
export const MessagesDocument = new TypedDocumentString(`
    query Messages($channelId: ID!, $last: Int!, $before: String) {
  channel(id: $channelId) {
    messages(last: $last, before: $before) {
      edges {
        node {
          ...MessageEntry
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
      resumeCursor
    }
  }
}
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}`) as unknown as TypedDocumentString<MessagesQuery, MessagesQueryVariables>;
export const ChannelEventsDocument = new TypedDocumentString(`
    subscription ChannelEvents($channelId: ID!, $after: String) {
  channelEvents(channelId: $channelId, after: $after) {
    cursor
    kind
    message {
      ...MessageEntry
    }
  }
}
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}`) as unknown as TypedDocumentString<ChannelEventsSubscription, ChannelEventsSubscriptionVariables>;
export const PostMessageDocument = new TypedDocumentString(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<PostMessageMutation, PostMessageMutationVariables>;
export const EditMessageDocument = new TypedDocumentString(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<EditMessageMutation, EditMessageMutationVariables>;
export const DeleteMessageDocument = new TypedDocumentString(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteMessageMutation, DeleteMessageMutationVariables>;
export const ServersDocument = new TypedDocumentString(`
    query Servers($after: String) {
  viewer {
    servers(first: 100, after: $after) {
      edges {
        node {
          ...ServerEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}`) as unknown as TypedDocumentString<ServersQuery, ServersQueryVariables>;
export const ServerDocument = new TypedDocumentString(`
    query Server($id: ID!) {
  server(id: $id) {
    ...ServerFrame
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`) as unknown as TypedDocumentString<ServerQuery, ServerQueryVariables>;
export const CreateServerDocument = new TypedDocumentString(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServerMutation, CreateServerMutationVariables>;
export const UpdateServerDocument = new TypedDocumentString(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateServerMutation, UpdateServerMutationVariables>;
export const DeleteServerDocument = new TypedDocumentString(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteServerMutation, DeleteServerMutationVariables>;
export const WebhooksDocument = new TypedDocumentString(`
    query Webhooks($serverId: ID!, $after: String) {
  server(id: $serverId) {
    webhooks(first: 50, after: $after) {
      edges {
        node {
          ...WebhookEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  avatarPath
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}`) as unknown as TypedDocumentString<WebhooksQuery, WebhooksQueryVariables>;
export const WebhookDocument = new TypedDocumentString(`
    query Webhook($id: ID!) {
  webhook(id: $id) {
    ...WebhookEntry
    channel {
      id
      name
      server {
        ...ServerFrame
      }
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  avatarPath
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}`) as unknown as TypedDocumentString<WebhookQuery, WebhookQueryVariables>;
export const CreateWebhookDocument = new TypedDocumentString(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const UpdateWebhookDocument = new TypedDocumentString(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const RegenerateWebhookUrlDocument = new TypedDocumentString(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `) as unknown as TypedDocumentString<RegenerateWebhookUrlMutation, RegenerateWebhookUrlMutationVariables>;
export const TestWebhookDocument = new TypedDocumentString(`
    mutation TestWebhook($input: TestWebhookInput!) {
  testWebhook(input: $input) {
    message {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<TestWebhookMutation, TestWebhookMutationVariables>;