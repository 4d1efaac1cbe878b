package chat

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"chattr/internal/fairslots"
	"chattr/internal/model"
	"chattr/internal/token"
)

// cost is what one check of a password costs: OWASP's Password Storage Cheat Sheet, argon2id.
type cost struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

var passwordCost = cost{memory: 19 << 10, time: 2, threads: 1}

const (
	saltBytes = 16
	keyBytes  = 32

	// The limit of memory, in KiB, that a stored hash may name: a damaged one must not use up the memory.
	maxPasswordMemory = 256 << 10
	maxPasswordTime   = 16
	maxKeyBytes       = 128

	hashWait      = 3 * time.Second // for a slot
	hashRetry     = 2 * time.Second // to come back after
	maxHashQueued = 1000
)

// passwordHash is what is stored of a password, as a PHC string: the parameters are in it, so that they can grow.
type passwordHash struct {
	cost
	salt, key []byte
}

func (h passwordHash) String() string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.time, h.threads, encode(h.salt), encode(h.key))
}

var errNotAHash = errors.New("not an argon2id hash")

// parsePasswordHash reads what String wrote, and nothing else.
func parsePasswordHash(text string) (h passwordHash, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 {
		return h, errNotAHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.time, &h.threads); err != nil {
		return h, errNotAHash
	}
	decode := base64.RawStdEncoding.Strict().DecodeString
	var saltErr, keyErr error
	h.salt, saltErr = decode(parts[4])
	h.key, keyErr = decode(parts[5])
	bounded := h.memory <= maxPasswordMemory && h.time <= maxPasswordTime && len(h.key) <= maxKeyBytes
	if saltErr != nil || keyErr != nil || !bounded || h.time == 0 || h.threads == 0 || len(h.key) == 0 || h.String() != text {
		return h, errNotAHash
	}
	return h, nil
}

func (h passwordHash) of(password string) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.time, h.memory, h.threads, uint32(len(h.key)))
}

// hasher hashes passwords, a few at a time and fairly between addresses and accounts.
//
// SECURITY: each hash takes 19 MiB and tens of milliseconds of a core. A flood of sign-ins must take neither the memory nor the
// cores that everything else needs: at most half of them hash.
type hasher struct {
	queue *fairslots.KeyedQueue
	decoy passwordHash // what a password is checked against where there is none, for the same work
}

func newHasher() *hasher {
	decoy := passwordHash{cost: passwordCost, salt: randomBytes(saltBytes), key: randomBytes(keyBytes)}
	return &hasher{queue: newHashQueue(hashWait), decoy: decoy}
}

// newHashQueue returns a queue in which no password waits for longer than wait.
func newHashQueue(wait time.Duration) *fairslots.KeyedQueue {
	return fairslots.NewKeyedQueue(hashSlots(runtime.GOMAXPROCS(0)), maxHashQueued, wait)
}

// hashSlots returns how many passwords are hashed at a time with that many cores.
func hashSlots(cores int) int { return max(1, min(4, cores/2)) }

// hashFor is what a password is hashed for: who sends it from where.
type hashFor struct {
	client  netip.Addr
	account string // a login as it was typed, or a user's id
}

func (f hashFor) keys() []string {
	return []string{"address " + f.client.String(), "account " + f.account}
}

// run runs work for f when there is a slot. It returns OVERLOADED if too much work waits.
func (h *hasher) run(ctx context.Context, f hashFor, work func()) error {
	err := h.queue.Run(ctx, f.keys(), work)
	if errors.Is(err, fairslots.ErrBusy) {
		return &model.Error{
			Code: model.Overloaded, Message: "Too many passwords are being checked; try again in 2 seconds.", RetryAfter: hashRetry,
		}
	}
	return err
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the process instead
	return b
}

// hash makes what to store of a password. OVERLOADED if too many wait to be hashed.
func (h *hasher) hash(ctx context.Context, f hashFor, password string) (string, error) {
	made := passwordHash{cost: passwordCost, salt: randomBytes(saltBytes), key: make([]byte, keyBytes)}
	err := h.run(ctx, f, func() { made.key = made.of(password) })
	return made.String(), err
}

// matches reports whether a password is the one that was stored. Nothing stored ("") is checked too, in vain and at the same
// cost: the caller cannot tell. OVERLOADED if too many wait to be hashed.
func (h *hasher) matches(ctx context.Context, f hashFor, stored, password string) (ok bool, err error) {
	against := h.decoy
	if stored != "" {
		if against, err = parsePasswordHash(stored); err != nil {
			return false, err
		}
	}
	err = h.run(ctx, f, func() {
		// SECURITY: compared in constant time.
		ok = token.Equal(against.of(password), against.key)
	})
	return ok && stored != "", err
}

// outdated reports whether a stored hash was made at another cost than hashes are made now.
func outdated(stored string) bool {
	h, err := parsePasswordHash(stored)
	return err == nil && h.cost != passwordCost
}
