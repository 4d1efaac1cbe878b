package model

import (
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// AuditEntry says who did what on a server, or to an account of the installation. It is stored in the transaction of the act:
// there is an entry if and only if the act was committed. Number is its place in the log of the server, or of the installation,
// in the order of the commits. Names are those of that moment.
type AuditEntry struct {
	bun.BaseModel `bun:"table:audit_entries"`
	ID            ID            `bun:"id,pk"`
	ServerID      ID            `bun:"server_id,nullzero"` // 0: of the installation
	Number        int64         `bun:"number"`
	Action        AuditAction   `bun:"action"`
	ActorID       ID            `bun:"actor_id"` // a user, who may be gone
	ActorName     string        `bun:"actor_name"`
	TargetID      ID            `bun:"target_id"` // may be gone too
	TargetName    string        `bun:"target_name"`
	Changes       []AuditChange `bun:"changes,nullzero"` // nil: no update; empty: one that changed nothing, which is not stored
	CreatedAt     time.Time     `bun:"created_at"`
}

// IsNode marks AuditEntry as an answer of node(id:).
func (*AuditEntry) IsNode() {}

// Target is what the act was done to.
func (e *AuditEntry) Target() *AuditTarget {
	return &AuditTarget{Kind: e.TargetID.Kind(), ID: e.TargetID, Name: e.TargetName}
}

// AuditTarget is what an act was done to, with its name of that moment.
type AuditTarget struct {
	Kind Kind
	ID   ID
	Name string
}

// AuditAction is what was done, in the past tense.
type AuditAction string

// The actions, as the schema has them. Their names are stored and must never change.
const (
	ServerCreated         AuditAction = "SERVER_CREATED"
	ServerUpdated         AuditAction = "SERVER_UPDATED"
	ServerDeleted         AuditAction = "SERVER_DELETED"
	ChannelCreated        AuditAction = "CHANNEL_CREATED"
	ChannelUpdated        AuditAction = "CHANNEL_UPDATED"
	ChannelDeleted        AuditAction = "CHANNEL_DELETED"
	WebhookCreated        AuditAction = "WEBHOOK_CREATED"
	WebhookUpdated        AuditAction = "WEBHOOK_UPDATED"
	WebhookURLRegenerated AuditAction = "WEBHOOK_URL_REGENERATED"
	WebhookDeleted        AuditAction = "WEBHOOK_DELETED"
	ServerTransferred     AuditAction = "SERVER_TRANSFERRED"
	MemberJoined          AuditAction = "MEMBER_JOINED"
	MemberLeft            AuditAction = "MEMBER_LEFT"
	MemberRemoved         AuditAction = "MEMBER_REMOVED"
	RoleCreated           AuditAction = "ROLE_CREATED"
	RoleUpdated           AuditAction = "ROLE_UPDATED"
	RoleDeleted           AuditAction = "ROLE_DELETED"
	RoleGiven             AuditAction = "ROLE_GIVEN"
	RoleTaken             AuditAction = "ROLE_TAKEN"
	InvitationCreated     AuditAction = "INVITATION_CREATED"
	InvitationRevoked     AuditAction = "INVITATION_REVOKED"
	AccountUpdated        AuditAction = "ACCOUNT_UPDATED"
	SignInLinkCreated     AuditAction = "SIGN_IN_LINK_CREATED"
	SignInLinksRevoked    AuditAction = "SIGN_IN_LINKS_REVOKED"
	PasswordSet           AuditAction = "PASSWORD_SET"
	PasswordChanged       AuditAction = "PASSWORD_CHANGED"
	AccountLinked         AuditAction = "ACCOUNT_LINKED"
	AccountUnlinked       AuditAction = "ACCOUNT_UNLINKED"
)

// MarshalGQL writes the name in quotes.
func (a AuditAction) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(a))) }

// UnmarshalGQL refuses everything: no input has an action.
func (a *AuditAction) UnmarshalGQL(any) error { return errors.New("an action cannot be given") }

// AuditChange is a field that was changed, by its name in the schema, with what people could read in it; nil for nothing.
type AuditChange struct {
	Field  string  `json:"field"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}
