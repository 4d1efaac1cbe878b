package problem

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

	"chattr/internal/model"
)

// refused returns the response to a request that is refused with err, its document without the request id, and the text of the log.
func refused(ctx context.Context, t *testing.T, err error) (*http.Response, Document, string) {
	t.Helper()
	var log strings.Builder
	w := httptest.NewRecorder()
	Prepare(w)
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/webhooks/1/secret", nil)
	Refuse(w, r, slog.New(slog.NewTextHandler(&log, nil)), err)
	var d Document
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if id := w.Header().Get("X-Request-Id"); len(id) < 20 || d.RequestID != id {
		t.Errorf("the header says request %q, the body %q", id, d.RequestID)
	}
	d.RequestID = ""
	return w.Result(), d, log.String()
}

func TestRefuseMapsCodes(t *testing.T) {
	t.Parallel()
	for code, kind := range kinds {
		if code == model.Internal {
			continue
		}
		response, d, log := refused(t.Context(), t, fmt.Errorf("wrapped: %w", model.Errorf(code, "Sorry & <bye>.")))
		want := Document{Type: "about:blank", Title: d.Title, Status: kind.status, Code: code, Detail: "Sorry & <bye>."}
		wait := kind.status == 503 || kind.status == 429
		if wait {
			want.RetryAfter = 1
		}
		if fmt.Sprint(d) != fmt.Sprint(want) || d.Title == "" || response.StatusCode != kind.status {
			t.Errorf("%s: %d %+v", code, response.StatusCode, d)
		}
		if (response.Header.Get("Retry-After") == "1") != wait {
			t.Errorf("%s: Retry-After is %q", code, response.Header.Get("Retry-After"))
		}
		if got := response.Header.Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%s: Content-Type is %q", code, got)
		}
		if log != "" {
			t.Errorf("%s: logged, though it is the caller's: %s", code, log)
		}
	}
}

func TestRefuseRoundsRetryAfterUp(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]struct {
		header string
		body   float64
	}{
		0: {"1", 1}, time.Microsecond: {"1", .001}, time.Second: {"1", 1}, 1001 * time.Millisecond: {"2", 1.001}, time.Minute: {"60", 60},
	} {
		response, document, _ := refused(t.Context(), t, &model.Error{Code: model.RateLimited, RetryAfter: d})
		if got := response.Header.Get("Retry-After"); got != want.header || document.RetryAfter != want.body {
			t.Errorf("%v: got %s and %v, want %v", d, got, document.RetryAfter, want)
		}
	}
}

func TestRefuseKeepsFaultsToItself(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("boom at db.internal"),
		model.Errorf(model.Internal, "boom"),
		model.Errorf("SOMETHING_NEW", "boom"),
	} {
		response, d, log := refused(t.Context(), t, err)
		want := Document{Type: "about:blank", Title: "Internal error", Status: 500, Code: model.Internal}
		if response.StatusCode != 500 || fmt.Sprint(d) != fmt.Sprint(want) || Status(err) != 500 {
			t.Errorf("%v: %d %+v", err, response.StatusCode, d)
		}
		id := response.Header.Get("X-Request-Id")
		if strings.Count(log, "boom") != 1 || !strings.Contains(log, "level=ERROR") || !strings.Contains(log, id) || strings.Contains(log, "secret") {
			t.Errorf("%v: logged as %q", err, log)
		}
	}
}

func TestRefuseLogsCauses(t *testing.T) {
	t.Parallel()
	_, d, log := refused(t.Context(), t, model.Errorf(model.StoreUnavailable, "The database does not answer.").Because(errors.New("dial tcp")))
	if d.Detail != "The database does not answer." || !strings.Contains(log, "dial tcp") || !strings.Contains(log, "level=WARN") {
		t.Errorf("%+v, logged as %q", d, log)
	}
	left, cancel := context.WithCancel(t.Context())
	cancel()
	if response, _, log := refused(left, t, context.Canceled); response.StatusCode != 500 || log != "" {
		t.Errorf("a caller that left: %d, logged as %q", response.StatusCode, log)
	}
}
