package model

import (
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// AuditEntry records one action on a server, or on an account of the installation, with the user who took it. It is stored in the
// transaction of the action: there is an entry if and only if the action was committed. Number is the position in the log of the
// server, or of the installation, in the order of the commits. Names are as they were when the action was taken.
type AuditEntry struct {
	bun.BaseModel `bun:"table:audit_entries"`
	ID            ID            `bun:"id,pk"`
	ServerID      ID            `bun:"server_id,nullzero"` // 0: in the log of the installation
	Number        int64         `bun:"number"`
	Action        AuditAction   `bun:"action"`
	ActorID       ID            `bun:"actor_id"` // a user, who may have been deleted since
	ActorName     string        `bun:"actor_name"`
	TargetID      ID            `bun:"target_id"` // may have been deleted since
	TargetName    string        `bun:"target_name"`
	Changes       []AuditChange `bun:"changes,nullzero"` // nil: not an update; empty: an update without a change, which is not stored
	CreatedAt     time.Time     `bun:"created_at"`
}

// ChangesNothing reports whether the entry is of an update that changed no field.
func (e *AuditEntry) ChangesNothing() bool { return e.Changes != nil && len(e.Changes) == 0 }

// IsNode marks AuditEntry as a type that node(id:) can return.
func (*AuditEntry) IsNode() {}

// Target returns what the action was applied to.
func (e *AuditEntry) Target() *AuditTarget {
	return &AuditTarget{Kind: e.TargetID.Kind(), ID: e.TargetID, Name: e.TargetName}
}

// AuditTarget is the server, channel, user or other entity that an action was applied to. Name is its name when the action was
// taken.
type AuditTarget struct {
	Kind Kind
	ID   ID
	Name string
}

// AuditAction names what was done, in the past tense.
type AuditAction string

// The actions have the names of the schema. The names are stored and must never change.
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

// MarshalGQL writes the name of the action as a JSON string.
func (a AuditAction) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(a))) }

// UnmarshalGQL always returns an error, because no input of the schema has an action.
func (a *AuditAction) UnmarshalGQL(any) error { return errors.New("an action cannot be given") }

// AuditChange is the change of one field. Field is its name in the schema. Before and After are its values as text; nil means
// that the field had no value.
type AuditChange struct {
	Field  string  `json:"field"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}
