package validate

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// reservedNames are the names that only Chattr itself uses, and those that mention everyone.
var reservedNames = []string{"everyone", "here", "system", "chattr"}

// lookalikes has, for each letter of a reserved name, the characters that readers take for it: letters of other alphabets, digits and
// signs, and the characters of fancy text. It leaves out what compatibility decomposition already turns into the letter (𝐞 ⓔ ｅ é).
// Capitals are listed where they look like another letter than their small form does. Add the letters of each new reserved name: a test
// requires them.
var lookalikes = map[rune]string{
	'a': "@4αаɑᴀⱥꭺⲁꓮΛΔ∀ᗩꍏ卂ꪖค₳ᏗልᥲꭿꋫᎪ",
	'c': "¢сᴄƈȼꮯⲥꓚ©ᑕᥴꏸꉓ匚₵ᄃፈርᑢᏣↃɔСҫᏟ",
	'e': "3€℮εеҽєэɛǝəɘᴇɇⱻꬲꭼⲉꓰΣ∈∃ᗴᘿꍟꏂ乇ꫀᏋቿᥱᎬ",
	'h': "Ηнһћђհʜħɦⱨꮋꮒⲏꓧꃅꁝ卄ꫝԋЂዘɥᎻᕼҺ",
	'm': "₥Μмᴍɱꮇⲙꓟꎭ爪ꪑ๓ጠጮʍണМӍᎷᗰ",
	'n': "Νηпиոռɴŋɲɳƞⲛꓠ₦ᑎᘉꈤꋊ几ꪀภПᏁክᏐ∩",
	'o': "0оοσөօסه٥۵०০੦૦୦௦౦೦൦๐໐၀øɵᴏᴑꭳⲟꓳ°○◯⭕ꂦꄲㄖꪮ๏Ꭷᗝ口ロОΟΘθᎾՕ",
	'r': "гяʀɍɾɽɼꝛꭇꭈꭱꮢꓣ®尺ꋪɹЯጋዪᎡᏒᖇᴦᵲ",
	's': "5$§ѕςꜱƨʂƽꮪꮥꓢՏֆᔕꌗꌚ丂ᦓร₴ነᎦᔆЅᏚᏕ",
	't': "₮7+†τтᴛŧʈƭꭲⲧꓔƫէ꓄꓅丅ㄒꪻՇፕꋖȶʇТΤᎢ",
	'v': "νυѵᴠʋꮩꓦ∨√꒦꒤ꪜשᏉሀʌѴᏙᐯ",
	'w': "ᗯꅐꅏ山ꪝฬሠЩωѿшԝѡաᴡꮃԜᎳ",
	'y': "¥ΥγуүұʏɏƴɣỿꭹꮍⲩꓬꌩꌦㄚꪗץሃʎУႸყᎩᎽҮ",
}

var likeness = func() map[rune]rune {
	all := map[rune]rune{}
	for letter, others := range lookalikes {
		for _, other := range others {
			all[other] = letter
		}
	}
	return all
}()

var reservedSkeletons = func() map[string]string {
	all := map[string]string{}
	for _, name := range reservedNames {
		all[skeleton(name)] = name
	}
	return all
}()

// reservedName returns the reserved name that readers would take this one for, "" for none. Only the whole name counts: "System Monitor"
// is allowed.
func reservedName(name string) string { return reservedSkeletons[skeleton(name)] }

// ReadsAs reports whether readers would take a name for another one.
func ReadsAs(name, other string) bool { return skeleton(name) == skeleton(other) }

// lunate replaces two letters that look like c. Decomposition would turn them into letters that look like s and e.
var lunate = strings.NewReplacer("ϲ", "c", "Ϲ", "c")

// pairs replaces pairs of letters that look like one letter.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// skeleton returns a name as a hasty reader sees it: small Latin letters, without accents, spaces, punctuation and emoji.
// It follows the idea of UTS #39 (Unicode Security Mechanisms), section 4, with a table of the reserved names only.
func skeleton(name string) string {
	name = norm.NFKD.String(lunate.Replace(name))
	name = strings.TrimFunc(name, isAddress)
	name = strings.Map(bareLetter, name)
	return pairs.Replace(name)
}

// isAddress reports whether a character can stand around a name that is mentioned: "@everyone", "#here". Inside a name @ reads as a.
func isAddress(r rune) bool {
	return r == '@' || r == '#' || bareLetter(r) < 0
}

// bareLetter returns the small letter that a character looks like, -1 if it is neither a letter nor a number.
func bareLetter(r rune) rune {
	r = latinCapital(r)
	if letter, ok := likeness[r]; ok {
		return letter
	}
	small := unicode.ToLower(r)
	if letter, ok := likeness[small]; ok {
		return letter
	}
	// Click letters and modifier letters look like the punctuation around a name.
	if !isLetterOrNumber(small) || unicode.Is(unicode.Lm, small) || small >= 'ǀ' && small <= 'ǃ' {
		return -1
	}
	return small
}

// latinCapital returns the capital of a letter in a coloured box or a flag. Unicode does not decompose these three alphabets.
func latinCapital(r rune) rune {
	for _, first := range []rune{0x1F150, 0x1F170, 0x1F1E6} {
		if first <= r && r < first+26 {
			return 'A' + r - first
		}
	}
	return r
}
