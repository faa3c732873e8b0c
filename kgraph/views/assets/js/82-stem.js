// --- Swedish stems: Snowball's algorithm for folded words, and the -n of the library's own ------------------------------

const VOWELS = /[aeiouy]/;
const ENDINGS = [
  "a", "arna", "erna", "heterna", "orna", "ad", "e", "ade", "ande", "arne", "are", "aste", "en", "anden", "aren", "heten", "ern", "ar", "er",
  "heter", "or", "s", "as", "arnas", "ernas", "ornas", "es", "ades", "andes", "ens", "arens", "hetens", "erns", "at", "et", "andet", "het", "ast",
].sort((one, other) => other.length - one.length);
const KEEPS_ET = /(fab|h|pak|rak|stak|kom|iet|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$/;
const losesEt = (start) => /[^][aeiouy][^aeiouy]$/.test(start) && !KEEPS_ET.test(start);

/** Where the part that endings are cut from begins: after the first consonant that follows a vowel, at least three signs in. */
function regionOf(text) {
  for (let place = 0; text.length > 2 && place + 1 < text.length; place += 1) {
    if (VOWELS.test(text[place]) && !VOWELS.test(text[place + 1])) return Math.max(3, place + 2);
  }
  return text.length;
}

/** A word without its main ending; -s and -et go only after certain letters. */
function withoutEnding(text, region) {
  const ending = ENDINGS.find((one) => text.slice(region).endsWith(one));
  if (!ending) return text;
  const start = text.slice(0, -ending.length);
  if (ending === "et") return losesEt(start) ? start : text;
  if (ending !== "s") return start;
  if (start.endsWith("et") && losesEt(start.slice(0, -2))) return start.slice(0, -2);
  return /[bcdfghjklmnoprtvy]$/.test(start) ? start : text;
}

function snowball(whole) {
  const region = regionOf(whole);
  let text = withoutEnding(whole, region);
  if (/(dd|gd|nn|dt|gt|kt|tt)$/.test(text.slice(region))) text = text.slice(0, -1);
  const tail = text.slice(region);
  if (tail.endsWith("fullt")) return text.slice(0, -1);
  const last = ["lig", "els", "ig"].find((one) => tail.endsWith(one));
  return last ? text.slice(0, -last.length) : text;
}

const STEMS = new Map();

function stemOf(word_) {
  if (!STEMS.has(word_)) {
    let root = snowball(word_);
    while (/[ao]n$/.test(root) && root.length > 4) root = snowball(root.slice(0, -1));
    STEMS.set(word_, root);
  }
  return STEMS.get(word_);
}
