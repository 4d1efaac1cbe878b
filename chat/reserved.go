package chat

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// reservedNames are spoken by Chattr alone, or call everybody.
var reservedNames = []string{"everyone", "here", "system", "chattr"}

// lookalikes gives, for each letter of a reserved name, the characters that readers take for it: letters of other alphabets,
// digits and signs, and what those take who make fancy text. What compatibility decomposition already turns into it (𝐞 ⓔ ｅ é)
// is left out. Whoever reserves another name adds its letters; a test asks for them. Capitals are listed where they look like
// another letter than their small form does.
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

// reservedName is the reserved name that readers would take this one for, "" for none. Only the whole name counts:
// "System Monitor" is as good a name as any.
func reservedName(name string) string { return reservedSkeletons[skeleton(name)] }

// readsAsOwner says whether readers would take a name for that of the first user.
func readsAsOwner(name string) bool { return skeleton(name) == OwnerName }

// lunate are two letters like c that decomposition would turn into ones like s and e.
var lunate = strings.NewReplacer("ϲ", "c", "Ϲ", "c")

// pairs of letters that read as one.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// skeleton is what a hasty reader sees of a name: small Latin letters, without accents, spaces, punctuation and emoji.
// It follows the idea of UTS #39 (Unicode Security Mechanisms), section 4, with a table of the reserved names only.
func skeleton(name string) string {
	name = norm.NFKD.String(lunate.Replace(name))
	name = strings.TrimFunc(name, isAddress)
	name = strings.Map(bareLetter, name)
	return pairs.Replace(name)
}

// isAddress holds what stands around a name when it is called: "@everyone", "#here". Inside a name @ stands for a.
func isAddress(r rune) bool {
	return r == '@' || r == '#' || bareLetter(r) < 0
}

// bareLetter is the small letter a character looks like; -1 for marks and whatever else is neither letter nor number.
func bareLetter(r rune) rune {
	r = plainCapital(r)
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

// plainCapital undoes the three alphabets of capitals in coloured boxes and flags, which Unicode does not decompose.
func plainCapital(r rune) rune {
	for _, first := range []rune{0x1F150, 0x1F170, 0x1F1E6} {
		if first <= r && r < first+26 {
			return 'A' + r - first
		}
	}
	return r
}
