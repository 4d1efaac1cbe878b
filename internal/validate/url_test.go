package validate

import (
	"strings"
	"testing"

	"chattr/internal/model"
)

func TestAvatarURL(t *testing.T) {
	t.Parallel()
	for value, good := range map[string]bool{
		"https://example.com/a.png":                        true,
		"HTTP://EXAMPLE.COM":                               true,
		"http://127.0.0.1:8080/a?b=c|d#e":                  true,
		"http://[::1]:1/a":                                 true,
		"https://müller.example/ü/🤖.png":                   true,
		"https://example.com/%F0%9F@2x.png":                true,
		"https://example.com/" + strings.Repeat("a", 2028): true,
		"https://user:secret@example.com/":                 false,
		"https://user@example.com/":                        false,
		"https://@example.com/":                            false,
		"https://":                                         false,
		"https:///a.png":                                   false,
		"https://:443/a.png":                               false,
		"https://./a.png":                                  false,
		"https:example.com":                                false,
		"//example.com/a.png":                              false,
		"/avatars/a.png":                                   false,
		"example.com/a.png":                                false,
		"ftp://example.com/a.png":                          false,
		"javascript:alert(1)":                              false,
		"data:image/png;base64,AAAA":                       false,
		"https://example.com/a b":                          false,
		"https://example.com/a\nb":                         false,
		"https://example.com/a\u00a0b":                     false,
		"https://example.com/\u202egnp.a":                  false,
		"https://exa\u200bmple.com/":                       false,
		`https:\\example.com\a`:                            false,
		`https://example.com\@evil.example`:                false,
		`https://example.com/"><script>`:                   false,
		"https://example.com:0/":                           false,
		"https://example.com:65536/":                       false,
		"https://example.com:https/":                       false,
		"https://exa%zz.com/":                              false,
	} {
		var f Fields
		got := f.AvatarURL(&value)
		if (len(f.errors) == 0) != good || good && *got != value {
			t.Errorf("%q: errors %+v", value, f.errors)
		}
		if !good && f.errors != nil && f.errors[0].Code != model.FieldInvalidURL {
			t.Errorf("%q: code %s", value, f.errors[0].Code)
		}
	}
}
