package problem

import (
	"net/http"

	"chattr/internal/model"
)

// kinds maps each code to its status code and title in HTTP. Codes that are not listed are responded to as INTERNAL.
var kinds = map[model.Code]struct {
	status int
	title  string
}{
	model.InvalidJSON:           {http.StatusBadRequest, "Invalid JSON"},
	model.InvalidUTF8:           {http.StatusBadRequest, "Invalid UTF-8"},
	model.DuplicateKey:          {http.StatusBadRequest, "Duplicate key"},
	model.JSONTooDeep:           {http.StatusBadRequest, "JSON too deep"},
	model.BadUserInput:          {http.StatusBadRequest, "Bad user input"},
	model.IdempotencyKeyInvalid: {http.StatusBadRequest, "Invalid idempotency key"},
	model.Unauthenticated:       {http.StatusUnauthorized, "Unauthenticated"},
	model.Forbidden:             {http.StatusForbidden, "Forbidden"},
	model.AccountDisabled:       {http.StatusForbidden, "Account disabled"},
	model.WebhookDisabled:       {http.StatusForbidden, "Webhook disabled"},
	model.WebhookNotFound:       {http.StatusNotFound, "Webhook not found"},
	model.NotFound:              {http.StatusNotFound, "Not found"},
	model.NotAcceptable:         {http.StatusNotAcceptable, "Not acceptable"},
	model.MethodNotAllowed:      {http.StatusMethodNotAllowed, "Method not allowed"},
	model.RequestTimeout:        {http.StatusRequestTimeout, "Request timeout"},
	model.BodyTooLarge:          {http.StatusRequestEntityTooLarge, "Body too large"},
	model.UnsupportedType:       {http.StatusUnsupportedMediaType, "Unsupported media type"},
	model.UnsupportedEncoding:   {http.StatusUnsupportedMediaType, "Unsupported content encoding"},
	model.ValidationFailed:      {http.StatusUnprocessableEntity, "Validation failed"},
	model.IdempotencyKeyReused:  {http.StatusUnprocessableEntity, "Idempotency key reused"},
	model.Conflict:              {http.StatusConflict, "Conflict"},
	model.LimitReached:          {http.StatusConflict, "Limit reached"},
	model.RateLimited:           {http.StatusTooManyRequests, "Rate limited"},
	model.Internal:              {http.StatusInternalServerError, "Internal error"},
	model.Overloaded:            {http.StatusServiceUnavailable, "Overloaded"},
	model.StoreUnavailable:      {http.StatusServiceUnavailable, "Store unavailable"},
	model.CommitUnknown:         {http.StatusServiceUnavailable, "Commit unknown"},
	model.ProviderUnavailable:   {http.StatusServiceUnavailable, "Provider unavailable"},
	model.ShuttingDown:          {http.StatusServiceUnavailable, "Shutting down"},
}

// Status returns the status code of the response to err. It is 500 for errors whose details callers must not see.
func Status(err error) int { return kinds[public(err).Code].status }
