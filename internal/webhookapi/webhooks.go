package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// webhookBody is the body of the response to GET.
type webhookBody struct {
	ID        model.ID `json:"id"`
	Name      string   `json:"name"`
	AvatarURL *string  `json:"avatarUrl"`
	ChannelID model.ID `json:"channelId"`
}

// describe writes the response to GET: the webhook that the URL belongs to. It posts nothing.
func describe(w http.ResponseWriter, webhook *model.Webhook) {
	httpbody.WriteJSON(w, http.StatusOK, httpbody.JSON, webhookBody{
		ID: webhook.ID, Name: webhook.Name, AvatarURL: webhook.AvatarURL, ChannelID: webhook.ChannelID,
	})
}

// post stores the message of a POST and writes it as the response. The status is 200 and not 201, because several widely used senders
// accept only 200. It returns an error if it has stored nothing; then it has written no body.
func (h *Handler) post(w http.ResponseWriter, r *http.Request, webhook *model.Webhook) error {
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	// A post counts as soon as its body has arrived, also if it is invalid, so that a sender that loops with invalid posts is
	// slowed down, too.
	rate, err := h.chat.ReservePost(r.Context(), webhook)
	setRateHeaders(w.Header(), rate)
	if err != nil {
		return err
	}
	post, others, err := decode(body)
	if err != nil {
		return err
	}
	if post.IdempotencyKey, err = idempotencyKey(r.Header); err != nil {
		return err
	}
	payload, err := h.chat.Webhooks.ExecuteAs(r.Context(), webhook, post)
	if err != nil {
		return others.explain(err)
	}
	h.Metrics.Posted(metrics.REST, payload.Replayed)
	if payload.Replayed {
		w.Header().Set("Idempotent-Replayed", "true")
	}
	respondPosted(w, payload.Message)
	return nil
}

// deliveryHeaders are the headers in which widely used senders put the id of a delivery. The first one that is present and not empty
// is used. An empty one is ignored and is no error, because senders do not set these headers for Chattr.
var deliveryHeaders = []string{"Webhook-Id", "X-Github-Delivery", "X-Gitea-Delivery"}

// idempotencyKey returns the idempotency key of the post, or nil if it has none. It returns IDEMPOTENCY_KEY_INVALID if the header
// Idempotency-Key occurs more than once. Package chat checks the form of the key, for REST and GraphQL.
func idempotencyKey(header http.Header) (*string, error) {
	switch keys := header["Idempotency-Key"]; len(keys) {
	case 0:
	case 1:
		return &keys[0], nil
	default:
		return nil, model.Errorf(model.IdempotencyKeyInvalid, "Send one Idempotency-Key header, not %d.", len(keys))
	}
	for _, name := range deliveryHeaders {
		if keys := header[name]; len(keys) > 0 && keys[0] != "" {
			return &keys[0], nil
		}
	}
	return nil, nil
}
