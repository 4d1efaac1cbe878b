package model

import "testing"

func TestAvatarPathNamesTheURL(t *testing.T) {
	t.Parallel()
	// echo -n https://example.com/a.png | sha256sum | head -c 32
	want := "avatars/494a30704d4f32ac0b81739d18a66d36?of=42"
	if got := *AvatarPath(42, new("https://example.com/a.png")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := AvatarPath(42, nil); got != nil {
		t.Error(*got)
	}
}
