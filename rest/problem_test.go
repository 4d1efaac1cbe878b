package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chattr/model"
)

// refused is what a sender gets for err, and what the log says.
func refused(ctx context.Context, t *testing.T, err error) (*http.Response, problem, string) {
	t.Helper()
	var log strings.Builder
	h := New(nil, slog.New(slog.NewTextHandler(&log, nil)))
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/webhooks/1/secret", nil)
	h.refuse(w, r, "REQUEST", err)
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return w.Result(), p, log.String()
}

func TestRefuseMapsCodes(t *testing.T) {
	t.Parallel()
	for code, status := range map[model.Code]int{
		codeInvalidJSON: 400, codeDuplicateKey: 400, codeInvalidUTF8: 400, codeJSONTooDeep: 400, model.IdempotencyKeyInvalid: 400,
		model.WebhookDisabled: 403, model.WebhookNotFound: 404, model.NotFound: 404, codeMethodNotAllowed: 405, codeRequestTimeout: 408,
		codeBodyTooLarge: 413, codeUnsupportedType: 415, codeUnsupportedEncoding: 415, model.ValidationFailed: 422, model.IdempotencyKeyReused: 422,
		codeOverloaded: 503, model.StoreUnavailable: 503, model.CommitUnknown: 503, model.ShuttingDown: 503,
	} {
		answer, p, log := refused(t.Context(), t, fmt.Errorf("wrapped: %w", model.Errorf(code, "Sorry.")))
		want := problem{Type: "about:blank", Title: p.Title, Status: status, Code: code, RequestID: "REQUEST", Detail: "Sorry."}
		if got := fmt.Sprint(p); got != fmt.Sprint(want) || p.Title == "" || answer.StatusCode != status {
			t.Errorf("%s: %d %s", code, answer.StatusCode, got)
		}
		if (answer.Header.Get("Retry-After") == "1") != (status == 503) {
			t.Errorf("%s: Retry-After is %q", code, answer.Header.Get("Retry-After"))
		}
		if log != "" {
			t.Errorf("%s: logged, though it is the sender's: %s", code, log)
		}
	}
}

func TestRefuseRoundsRetryAfterUp(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "1", time.Millisecond: "1", time.Second: "1", 1001 * time.Millisecond: "2", time.Minute: "60",
	} {
		answer, _, _ := refused(t.Context(), t, &model.Error{Code: model.StoreUnavailable, RetryAfter: d})
		if got := answer.Header.Get("Retry-After"); got != want {
			t.Errorf("%v: got %s, want %s", d, got, want)
		}
	}
}

func TestRefuseKeepsFaultsToItself(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("boom at db.internal"),
		model.Errorf(model.Internal, "boom"),
		model.Errorf("SOMETHING_NEW", "boom"),
		model.Errorf(model.Unauthenticated, "boom"),
	} {
		answer, p, log := refused(t.Context(), t, err)
		want := problem{Type: "about:blank", Title: "Internal error", Status: 500, Code: model.Internal, RequestID: "REQUEST"}
		if answer.StatusCode != 500 || fmt.Sprint(p) != fmt.Sprint(want) {
			t.Errorf("%v: %d %+v", err, answer.StatusCode, p)
		}
		if strings.Count(log, "boom") != 1 || !strings.Contains(log, "requestId=REQUEST") || strings.Contains(log, "secret") {
			t.Errorf("%v: logged as %q", err, log)
		}
	}
}

func TestRefuseLogsCauses(t *testing.T) {
	t.Parallel()
	_, p, log := refused(t.Context(), t, model.Errorf(model.StoreUnavailable, "The database does not answer.").Because(errors.New("dial tcp")))
	if p.Detail != "The database does not answer." || !strings.Contains(log, "dial tcp") || !strings.Contains(log, "level=WARN") {
		t.Errorf("%+v, logged as %q", p, log)
	}
	left, cancel := context.WithCancel(t.Context())
	cancel()
	if answer, _, log := refused(left, t, context.Canceled); answer.StatusCode != 500 || log != "" {
		t.Errorf("a sender that left: %d, logged as %q", answer.StatusCode, log)
	}
}
