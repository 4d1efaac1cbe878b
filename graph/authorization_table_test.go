package graph

// The actors, each a column of the table. The last two are access tokens of the server's owner: one that can only read, and
// one that is bound to the channel of the server.
var actorNames = []string{
	"nobody", "another user", "a member", "a member with MANAGE_SERVER", "a member with ADMINISTRATOR",
	"the administrator of the installation", "the owner", "a webhook's token", "a token that only reads", "a bound token",
}

const (
	anonymousAt, otherUserAt, installationAt, webhookAt = 0, 1, 5, 7
)

// The outcomes, each a character of the table.
var outcomes = map[byte]string{
	'+': "allowed", '0': "null", 'F': "FORBIDDEN", 'N': "NOT_FOUND", 'U': "UNAUTHENTICATED", 'C': "CONFLICT",
}

// matrixRow has the outcome for each actor that selects fields of a type. ask is a document that selects the object, with IT in the
// place of the field and the names of objects of a place in braces.
type matrixRow struct {
	on     string // the type
	fields string
	want   string // one outcome for each actor
	ask    string
	once   bool // it is not about a server
}

// onNode selects an object through `node`.
func onNode(on, fields, thing, want string) matrixRow {
	return matrixRow{on: on, fields: fields, want: want, ask: "{ at: node(id: \"{" + thing + "}\") { ... on " + on + " { IT } } }"}
}

// does executes a mutation with the input, and selects its whole payload.
func does(mutation, want, input string) matrixRow {
	return matrixRow{on: "Mutation", fields: mutation + "(input: {" + input + "})", want: want, ask: "mutation { IT }"}
}

func (r matrixRow) ofNoServer() matrixRow {
	r.once = true
	return r
}

var matrix = []matrixRow{
	{on: "Query", fields: "viewer", want: "U++++++U++", ask: "{ IT }", once: true},
	{on: "Query", fields: `node(id: "{server}") server(id: "{server}") channel(id: "{channel}")`, want: "U0+++++U++", ask: "{ IT }"},
	{on: "Query", fields: `webhook(id: "{webhook}")`, want: "U00++++U+0", ask: "{ IT }"},
	{on: "Query", fields: "accounts auditLog", want: "UFFFF+FUFF", ask: "{ IT }", once: true},
	{
		on: "Account", fields: "user email administrator enabled createdAt lastSignedInAt signInMethods signInLinkExpiresAt", want: "UFFFF+FUFF",
		ask: "{ at: accounts { edges { node { IT } } } }", once: true,
	},
	{on: "Viewer", fields: "user servers managesAccounts", want: "U++++++U++", ask: "{ at: viewer { IT } }", once: true},
	{on: "Viewer", fields: "accessTokens email signInMethods identities", want: "U++++++UFF", ask: "{ at: viewer { IT } }", once: true},
	{on: "Identity", fields: "issuer createdAt", want: "U++++++UFF", ask: "{ at: viewer { identities { IT } } }", once: true},

	onNode("User", "id name administrator createdAt", "user", "U0+++++U+0"),
	onNode("AccessToken", "id name readOnly channels expiresAt createdAt lastUsedAt", "token", "U00000+U00").ofNoServer(),
	onNode("Server", "id name owner viewerPermissions channels createdAt", "server", "U0+++++U++"),
	onNode("Server", "members roles", "server", "U0+++++U+F"),
	onNode("Server", "webhooks invitations auditLog", "server", "U0F++++U+F"),
	onNode("Member", "id server user roles createdAt", "member", "U0+++++U+0"),
	onNode("Role", "id server name everyone permissions createdAt", "role", "U0+++++U+0"),
	onNode("Invitation", "id server creator maxUses uses expiresAt createdAt", "invitation", "U00++++U+0"),
	onNode("AuditEntry", "id action actor actorName target changes createdAt", "entry", "U00++++U+0"),
	onNode("Channel", "id name topic server messages createdAt", "channel", "U0+++++U++"),
	onNode("Channel", "webhooks", "channel", "U0F++++U+F"),
	onNode("Webhook", "id name avatarUrl avatarPath channel enabled creator createdAt lastUsedAt", "webhook", "U00++++U+0"),
	onNode("Message", "id channel channelId content author createdAt editedAt deletedAt", "message", "U0+++++U++"),
	{
		on: "MessageAuthor", fields: "kind id name avatarUrl avatarPath", want: "U0+++++U++",
		ask: `{ at: node(id: "{message}") { ... on Message { author { IT } } } }`,
	},
	{
		on: "AuditTarget", fields: "kind id name", want: "U00++++U+0",
		ask: `{ at: node(id: "{entry}") { ... on AuditEntry { target { IT } } } }`,
	},
	{
		on: "AuditChange", fields: "field before after", want: "U00++++U+0",
		ask: `{ at: node(id: "{entry}") { ... on AuditEntry { changes { IT } } } }`,
	},
	{
		on: "Subscription", fields: `channelEvents(channelId: "{channel}", after: "{cursor}")`, want: "UN+++++U++",
		ask: "subscription { IT }",
	},
	{
		on: "ChannelEvent", fields: "cursor kind message occurredAt", want: "UN+++++U++",
		ask: `subscription { at: channelEvents(channelId: "{channel}", after: "{cursor}") { IT } }`,
	},

	does("createServer", "U++++++UFF", `name: "New"`).ofNoServer(),
	does("updateServer", "UNF++++UFF", `serverId: "{server}", name: "New"`),
	does("deleteServer", "UNFFF++UFF", `serverId: "{server}"`),
	does("leaveServer", "UN+++NCUFF", `serverId: "{server}"`),
	does("transferServer", "UNFFF++UFF", `serverId: "{server}", memberId: "{member}"`),
	does("removeMember", "UNF++++UFN", `memberId: "{member}"`),
	does("createRole", "UNF++++UFF", `serverId: "{server}", name: "New", permissions: [POST_MESSAGES]`),
	does("updateRole", "UNF++++UFN", `roleId: "{role}", permissions: []`),
	does("deleteRole", "UNF++++UFN", `roleId: "{role}"`),
	does("giveRole", "UNF++++UFN", `roleId: "{otherRole}", memberId: "{member}"`),
	does("takeRole", "UNF++++UFN", `roleId: "{role}", memberId: "{member}"`),
	does("createInvitation", "UNF++++UFF", `serverId: "{server}"`),
	does("revokeInvitation", "UNN++++UFN", `invitationId: "{invitation}"`),
	does("acceptInvitation", "U++++++UFF", `secret: "{secret}"`),
	does("createChannel", "UNFF+++UFF", `serverId: "{server}", name: "new"`),
	does("updateChannel", "UNFF+++UFF", `channelId: "{channel}", name: "new"`),
	does("deleteChannel", "UNFF+++UFF", `channelId: "{channel}"`),
	does("createWebhook", "UNF++++UFF", `channelId: "{channel}", name: "New"`),
	does("updateWebhook", "UNN++++UFN", `webhookId: "{webhook}", name: "New"`),
	does("regenerateWebhookUrl", "UNN++++UFN", `webhookId: "{webhook}"`),
	does("testWebhook", "UNN++++UFN", `webhookId: "{webhook}"`),
	does("deleteWebhook", "UNN++++UFN", `webhookId: "{webhook}"`),
	does("executeWebhook", "+++++++U++", `appId: "{webhook}", token: "{webhookToken}", content: "x"`),
	does("postMessage", "UN+++++UF+", `channelId: "{channel}", content: "x"`),
	does("editMessage", "UN+FFFFUFF", `messageId: "{message}", content: "x"`),
	does("deleteMessage", "UN+F+++UF+", `messageId: "{message}"`),
	does("createAccessToken", "U++++++UFF", `name: "New"`).ofNoServer(),
	does("revokeAccessToken", "UNNNNN+UNN", `accessTokenId: "{token}"`).ofNoServer(),
	does("updateViewer", "U++++++UFF", `email: null, proof: "{proof}"`).ofNoServer(),
	does("updateAccount", "UFFFF+FUFF", `userId: "{user}", administrator: false, enabled: true`).ofNoServer(),
	does("createSignInLink", "UFFFF+FUFF", `userId: "{user}"`).ofNoServer(),
	does("revokeSignInLinks", "UFFFF+FUFF", `userId: "{user}"`).ofNoServer(),
	// The administrator has no password, and so cannot unlink the provider.
	does("unlinkIdentity", "U++++C+UFF", `issuer: "https://id.example.com", proof: "{proof}"`).ofNoServer(),
}
