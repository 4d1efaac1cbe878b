package pubsub

import (
	"strings"

	"chattr/internal/model"
)

// A payload is one message between instances: its version, the instance that sent it, and the ids of channels. * stands for all
// channels. The list of channels can be empty.
//
//	1 K5QHXGDRYFMBT3TVWZ3QUXUZ7E 1234567890123456789,1234567890123456790
const (
	payloadVersion = "1"
	allChannels    = "*"

	// payloadChannels is the largest number of channels in a payload. PostgreSQL limits payloads to less than 8000 bytes: 20
	// bytes for each channel, and the version and the instance.
	payloadChannels = 390
)

// encode returns the hints as payloads of at most payloadChannels channels.
func encode(instance string, hints []Hint) (payloads []string) {
	for len(hints) > 0 {
		n := min(len(hints), payloadChannels)
		payloads = append(payloads, payloadVersion+" "+instance+" "+list(hints[:n]))
		hints = hints[n:]
	}
	return payloads
}

// list returns the channels of the hints, separated by commas.
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

// decode returns the instance that sent a payload, and its hints. For a payload that it cannot parse, from a later version or
// another program, it returns the zero Hint, because the payload may mean any channel.
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
