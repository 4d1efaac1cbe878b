package pubsub

import (
	"strings"

	"chattr/internal/model"
)

// A payload is what travels: its version, the instance that sent it, and channels, or * for all of them, or none.
//
//	1 K5QHXGDRYFMBT3TVWZ3QUXUZ7E 1234567890123456789,1234567890123456790
const (
	payloadVersion = "1"
	allChannels    = "*"

	// PostgreSQL carries less than 8000 bytes: 19 digits and a comma for each channel, and what stands before them.
	payloadChannels = 390
)

func encode(instance string, hints []Hint) (payloads []string) {
	for len(hints) > 0 {
		n := min(len(hints), payloadChannels)
		payloads = append(payloads, payloadVersion+" "+instance+" "+list(hints[:n]))
		hints = hints[n:]
	}
	return payloads
}

func list(hints []Hint) string {
	names := make([]string, len(hints))
	for i, h := range hints {
		names[i] = h.Channel.String()
		if h == (Hint{}) {
			names[i] = allChannels
		}
	}
	return strings.Join(names, ",")
}

// decode is who sent a payload and what it hints at. What cannot be read, because a later version or a stranger sent it,
// may mean anything: the zero Hint.
func decode(payload string) (instance string, hints []Hint) {
	parts := strings.Split(payload, " ")
	if len(parts) != 3 || parts[0] != payloadVersion {
		return "", []Hint{{}}
	}
	if parts[2] == "" {
		return parts[1], nil
	}
	for name := range strings.SplitSeq(parts[2], ",") {
		channel, err := model.ParseID(name)
		if err != nil {
			return parts[1], []Hint{{}}
		}
		hints = append(hints, Hint{channel})
	}
	return parts[1], hints
}
