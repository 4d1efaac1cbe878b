package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// webhookBody tells about a webhook.
type webhookBody struct {
	ID        model.ID `json:"id"`
	Name      string   `json:"name"`
	AvatarURL *string  `json:"avatarUrl"`
	ChannelID model.ID `json:"channelId"`
}

// describe answers GET: what the URL is for. It posts nothing.
func describe(w http.ResponseWriter, webhook *model.Webhook) {
	answer(w, webhookBody{
		ID: webhook.ID, Name: webhook.Name, AvatarURL: webhook.AvatarURL, ChannelID: webhook.ChannelID,
	})
}

// post answers POST with the stored message. 200 and not 201: several widely used senders accept nothing else.
func (h *Handler) post(w http.ResponseWriter, r *http.Request, webhook *model.Webhook) error {
	if err := checkHeaders(w, r.Header); err != nil {
		return err
	}
	body, err := httpbody.Read(r, maxBody)
	if err != nil {
		return err
	}
	// Whatever has arrived counts, also what cannot be read: a sender in a loop that sends nonsense is slowed down, too.
	rate, err := h.chat.TakeRate(r.Context(), webhook)
	tellRate(w.Header(), rate)
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
	payload, err := h.chat.ExecuteAs(r.Context(), webhook, post)
	if err != nil {
		return others.explain(err)
	}
	h.Metrics.Posted(metrics.REST, payload.Replayed)
	if payload.Replayed {
		w.Header().Set("Idempotent-Replayed", "true")
	}
	answerPosted(w, payload.Message)
	return nil
}

// deliveryHeaders are what widely used senders number their deliveries with, the first present wins. They are not meant
// for us, so an empty one is as good as none.
var deliveryHeaders = []string{"Webhook-Id", "X-Github-Delivery", "X-Gitea-Delivery"}

// idempotencyKey is the key of the post, nil for none. chat checks its form, for both doors.
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
