package validate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chattr/internal/model"
)

func TestLookalikesOfReservedNamesAreReserved(t *testing.T) {
	t.Parallel()
	for reserved, names := range map[string][]string{
		"everyone": {
			"everyone", "Everyone", "EVERYONE", "@everyone", " @ everyone", "#everyone", "@@everyone!", "ｅｖｅｒｙｏｎｅ", "3v3ry0n3",
			"еvеrуоnе", "ΕVΕRΥΟΝΕ", "ενεгуоηε", "é̀véryöne", "ĒVËRYONE", "𝐞𝐯𝐞𝐫𝐲𝐨𝐧𝐞", "ⓔⓥⓔⓡⓨⓞⓝⓔ", "🅴🆅🅴🆁🆈🅾🅽🅴", "🅔🅥🅔🅡🅨🅞🅝🅔", "🇪🇻🇪🇷🇾🇴🇳🇪", "⒠⒱⒠⒭⒴⒪⒩⒠",
			"ᴇᴠᴇʀʏᴏɴᴇ", "ᵉᵛᵉʳʸᵒⁿᵉ", "every one", "e-v-e-r-y-o-n-e", "e.v.e.r.y.o.n.e", "ever\u00a0yone", "€veryone", "everyøne", "ꓰꓦꓰꓣꓬꓳꓠꓰ", "ⲉѵerⲩоnе",
			"everyone 📣", "everyoneǃ", "📣 everyone", "«everyone»", "℮v℮ryon℮", "everyοne", "everyօոe", "ᎬᏙᎬᎡᎽᎣNᎬ", "＠everyone", "every০ne", "⚠️ everyone", "ev⃝eryone",
			"EᐯEᖇYOᑎE", "ᎬᏙᎬᎡᎽᎾΝᎬ", "everყone", "eveᴦyone", "evᥱryonᥱ", "乇ᐯ乇尺ㄚㄖ几乇", "ꫀꪜꫀ尺ꪗꪮꪀꫀ", "ɆVɆⱤɎØ₦Ɇ", "єשєгץ๏ภє", "ΣVΣЯYӨПΣ", "ꍟ꒦ꍟꋪꌩꂦꈤꍟ", "ҽʋҽɾყσɳҽ",
		},
		"here": {"here", "@here", "Here", "H.E.R.E", "НЕRЕ", "ΗERE", "հere", "hеrе", "ｈｅｒｅ", "h3r3", "he®e", "ꓧꓰꓣꓰ", "ʜᴇʀᴇ", "ℌ𝔢𝔯𝔢", "@ here", "ħere", "һегe", "ᕼEᖇE", "heᖇe", "hᥱrᥱ", "卄乇尺乇", "ɦɛʀɛ", "ђєгє", "ԋҽɾҽ", "ዘቿዪቿ"},
		"system": {
			"system", "System", "SYSTEM", "5y5t3m", "$ystem", "ѕуѕtеm", "ꜱyꜱtem", "ꮪyꮪtem", "ᏚYᏚTEM", "SΥSTEM", "systern", "SYSTEΜ", "sys+em", "Sys-Tem", "s y s t e m", "ſyſtem", "𝓢𝔂𝓼𝓽𝓮𝓶", "syst℮m", "System 🤖", "System ✓", "[system]", "system:", "ʂystem", "§ystem",
			"ᔕYᔕTEᗰ", "systeᗰ", "sყstem", "丂ㄚ丂ㄒ乇爪", "₴Ɏ₴₮Ɇ₥", "ֆʏֆȶɛʍ", "ꌗꌩꌗ꓄ꍟꎭ", "systᥱm", "ƨystem",
		},
		"chattr": {"chattr", "Chattr", "CHATTR", "сhаttr", "СНАТТR", "ch@ttr", "ch4ttr", "chɑttr", "ϲhattr", "Ϲhattr", "ⅽhattr", "ⲥhattr", "cha77r", "¢hattr", "chaττr", "ꓚꓧꓮꓔꓔꓣ", "CHΛTTR", "ꮯhattr", "chattг", "chattrː", "ᑕᕼᗩTTᖇ", "ᑕhattr", "chaƫƫr", "匚卄卂ㄒㄒ尺", "₵Ⱨ₳₮₮Ɽ", "ƈɦǟȶȶʀ", "¢ђคՇՇг", "chaէէr", "ᥴꫝꪖꪻꪻr"},
	} {
		for _, name := range names {
			if got := reservedName(name); got != reserved {
				t.Errorf("%q reads like %q (skeleton %q), want %q", name, got, skeleton(name), reserved)
			}
		}
	}
}

func TestInnocentNamesAreFree(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"CI Bot", "System Monitor", "Chattr CI", "Hereford", "everyone's bot", "Everyone 2", "Systems", "File System", "Chatter", "Chat", "Where", "There",
		"here and there", "GitHub", "Grafana", "cron", "Deploy ✅", "⚙️ Build", "Jenkins", "Сборка", "Система", "система", "Отчёт", "监控", "モニター", "Συστημα", "Σύστημα", "نظام", "시스템",
		"everyone@example.com", "chattr.example", "1", "42", "@", "#", "", "🤖", "rn", "H", "Her", "Hera", "Sister", "Cheater", "Ecosystem", "systemd", "c-h-a-t",
		"Everything", "Anyone", "Ⅷ", "héros", "Ehre", "Hérémence", "Hier",
	} {
		if got := reservedName(name); got != "" {
			t.Errorf("%q (skeleton %q) is taken for %q", name, skeleton(name), got)
		}
	}
}

func TestNamesThatLookLikeTheFirstUserAreRefused(t *testing.T) {
	t.Parallel()
	for name, reads := range map[string]bool{
		"owner": true, "Owner": true, "оwner": true, "ownеr": true, "0wner": true, "owner.": true, "o.w.n.e.r": true, "οωηєя": true, "ovvner": true,
		"OᗯᑎEᖇ": true, "owner ✓": true, "öwner": true, "owner 2": false, "shop owner": false, "owners": false, "Erwin": false, "down": false,
	} {
		if got := ReadsAs(name, "owner"); got != reads {
			t.Errorf("%q (skeleton %q) reads as owner: got %v, want %v", name, skeleton(name), got, reads)
		}
		var f Fields
		f.UserName("name", name)
		want := reads && !strings.EqualFold(name, model.OwnerName) // the exact name is checked elsewhere: it is taken, or the user's own
		if refused := len(f.errors) == 1 && f.errors[0].Code == model.FieldReserved; refused != want {
			t.Errorf("%q: got %v, want RESERVED: %v", name, f.errors, want)
		}
	}
}

func TestTheTableHasTheLettersOfAllReservedNames(t *testing.T) {
	t.Parallel()
	letters, seen := strings.Join(reservedNames, "")+model.OwnerName, map[rune]rune{}
	for _, letter := range letters {
		if lookalikes[letter] == "" {
			t.Errorf("nothing looks like %c", letter)
		}
	}
	for letter, others := range lookalikes {
		if !strings.ContainsRune(letters, letter) {
			t.Errorf("%c is in no reserved name", letter)
		}
		for _, other := range others {
			if before, twice := seen[other]; twice {
				t.Errorf("%c (%U) looks like %c and like %c", other, other, before, letter)
			}
			seen[other] = letter
			// An entry that decomposition or the cutting of accents removes before the table is asked would never count.
			if got := skeleton("x" + string(other) + "x"); got != "x"+string(letter)+"x" {
				t.Errorf("%c (%U) reads as %q, want %c", other, other, got, letter)
			}
		}
	}
}

func FuzzSkeleton(f *testing.F) {
	for _, seed := range []string{"everyone", "@here", "ϲh@ttr", "\xff", "\u0301", "ſ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if s := skeleton(name); utf8.ValidString(name) && !utf8.ValidString(s) {
			t.Errorf("skeleton(%q) = %q", name, s)
		}
	})
}

func BenchmarkReservedName(b *testing.B) {
	for b.Loop() {
		reservedName("Deployments of the week")
	}
}
