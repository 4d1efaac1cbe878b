// Package checker reads the history of a run of the torture test and proves what Chattr promises about it.
//
// It shares no code with the server and knows the server only by its documentation: a mistake in the server must not be
// able to hide itself here.
package checker

import "time"

// Moment is a time since the start of the run, by the monotonic clock of the test program.
type Moment = time.Duration

// Kind says what a request asks for.
type Kind string

// The kinds of requests.
const (
	Post       Kind = "post"       // a message, by a webhook's URL or by a user
	Edit       Kind = "edit"       // of Message
	Delete     Kind = "delete"     // of Message
	Move       Kind = "move"       // of Webhook to Channel
	Regenerate Kind = "regenerate" // of the URL of Webhook: URL is the number of the new one
	Switch     Kind = "switch"     // of Webhook on or off, as Enabled says
	Remove     Kind = "remove"     // of Subject from the server
	Join       Kind = "join"       // of Subject to the server
	Revoke     Kind = "revoke"     // of the access token Subject
	Drop       Kind = "drop"       // of Channel, with everything in it
)

// Outcome says what the client knows about a request.
type Outcome uint8

// The outcomes. A request without a response may still have been carried out.
const (
	InFlight     Outcome = iota // no response yet
	Acknowledged                // 2xx, or data without errors
	Refused                     // 4xx, or 503 except COMMIT_UNKNOWN: nothing was stored
	Unknown                     // no response, COMMIT_UNKNOWN or INTERNAL: carried out or not
)

// Request is one request that changes something.
type Request struct {
	ID       int
	Kind     Kind
	Via      string // rest or graphql
	Instance int
	Began    Moment
	Ended    Moment // when the response had arrived, or the client had given up
	Outcome  Outcome
	Code     string // why it was refused or is unknown

	User       string // who asks; empty for a webhook's URL
	Credential string // the access token that was sent; empty for the owner's and for a webhook's URL
	Webhook    string
	URL        int // which of the webhook's URLs, counted from 1
	Enabled    bool
	Subject    string
	Text       int    // the number of the text (see Text)
	Key        string // the scope and the idempotency key; empty: none

	Channel  string // acknowledged: where; move: where to
	Message  int64
	Place    Place // acknowledged: where in the stream
	Replayed bool  // the response says that the key was used before
}

// Place is where an event lies in the stream of its channel.
type Place struct{ Number, EventID int64 }

// EventKind says what happened in a channel.
type EventKind uint8

// The kinds of events.
const (
	Posted EventKind = iota + 1
	Edited
	Deleted
)

func (k EventKind) String() string { return [...]string{"?", "posted", "edited", "deleted"}[k] }

// Delivery is an event that arrived over a stream.
type Delivery struct {
	At      Moment
	Place   Place
	Kind    EventKind
	Message int64
	Text    int    // the number of the text; 0: the message has none; Foreign: it is not a text of this run
	Raw     string // the content, if the text is Foreign
	Author  string // the id of the webhook or the user; empty: the stream does not ask for it
}

// Foreign is the number of each text that the test did not make.
const Foreign = -1

// End says how a stream ended, as the client saw it.
type End uint8

// The ways in which a stream ends.
const (
	Open      End = iota
	Left          // the client disconnected
	Broken        // the connection broke, or ended without a reason
	Closed        // a close frame; Code has its number
	Failed        // an error; Code has its code
	Completed     // as if nothing were wrong
)

// Stream is one subscription from its start to its end.
type Stream struct {
	ID         int
	Via        string // websocket or sse
	Instance   int
	User       string
	Credential string
	Channel    string
	After      *Place // nil: it starts with the next event
	Began      Moment // when the subscription was sent
	Deliveries []Delivery
	End        End
	Ended      Moment
	Code       string
}

// Page is one page of messages.
type Page struct {
	Instance   int
	User       string
	Credential string
	Channel    string
	Began      Moment
	Ended      Moment
	First      bool // the first Size messages; false: the last
	Size       int
	Absent     bool // the channel is null
	Items      []Item
	Resume     Place
}

// Item is a message on a page.
type Item struct {
	Message int64
	Text    int
	Raw     string
}

// FaultKind says what was done to the program or its environment.
type FaultKind string

// The kinds of faults.
const (
	Kill          FaultKind = "kill"           // SIGKILL, and a restart
	Terminate     FaultKind = "terminate"      // SIGTERM, and a restart
	Pause         FaultKind = "pause"          // SIGSTOP, then SIGCONT
	LinkCut       FaultKind = "link-cut"       // between clients and the instance
	LinkDelay     FaultKind = "link-delay"     // the same
	DatabaseCut   FaultKind = "database-cut"   // between the instance and PostgreSQL
	DatabaseDelay FaultKind = "database-delay" // the same
	DatabaseStop  FaultKind = "database-stop"  // PostgreSQL restarts
	DiskFull      FaultKind = "disk-full"      // the database cannot grow
	HintsLost     FaultKind = "hints-lost"     // no hint reaches the instance
	Retention     FaultKind = "retention"      // the instance removes what is older than EventsKept and MessagesKept
	Stalled       FaultKind = "stalled"        // the test program itself got no CPU
)

// Everywhere is the instance of a fault that concerns all.
const Everywhere = -1

// Fault is a fault from its start to its end.
type Fault struct {
	Kind     FaultKind
	Instance int
	From, To Moment // To is 0 while it lasts
}

// Database is what the database holds at the end.
type Database struct {
	Heads    map[string]Place // of each channel
	Floors   map[string]Place // of each channel
	Messages []MessageRow
	Changes  []ChangeRow
	Keys     []KeyRow
}

// MessageRow is a stored message. It is also the event of its post.
type MessageRow struct {
	ID      int64
	Channel string
	Number  int64
	Content string
	Deleted bool
}

// ChangeRow is a stored edit or deletion.
type ChangeRow struct {
	Channel string
	Place   Place
	Kind    EventKind
	Message int64
}

// Floor is a place up to which the events of a channel are no longer kept. It was read from the database again and again from
// one moment to another.
type Floor struct {
	Channel    string
	Place      Place
	Began      Moment // when the first query that returned it was sent
	Seen       Moment // when the first response with it had arrived
	StillBegan Moment // when the last query that returned it was sent
}

// KeyRow says for which message an idempotency key stands.
type KeyRow struct{ Message int64 }

// History is what a run has recorded until the moment Now.
type History struct {
	Now   Moment
	Slack time.Duration // what is allowed beyond each limit of the contract, for the clients and the machine
	Hints bool          // there are several instances, and hints between them

	EventsKept   time.Duration // how long a Retention keeps events
	MessagesKept time.Duration // how long a Retention keeps messages after they were posted or changed

	Requests []Request
	Streams  []Stream
	Pages    []Page
	Faults   []Fault
	Floors   []Floor   // in the order in which they were read
	Database *Database // nil while the run goes on
}

// Violation is a promise that was not kept.
type Violation struct {
	Promise string // a short name of the rule
	What    string // what happened, with numbers
	At      Moment
	Channel string // "" if unknown
	Number  int64  // 0 if unknown
	Message int64  // 0 if unknown
}
