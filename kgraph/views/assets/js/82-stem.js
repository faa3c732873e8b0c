// --- Swedish stems: the rules of Snowball's algorithm (Porter 2001) on folded words, in short ------------------------

const VOWELS = /[aeiouy]/;
const ENDINGS = [
  "a", "arna", "erna", "heterna", "orna", "ad", "e", "ade", "ande", "arne", "are", "aste", "en", "anden", "aren", "heten", "ern", "ar", "er",
  "heter", "or", "as", "arnas", "ernas", "ornas", "es", "ades", "andes", "ens", "arens", "hetens", "erns", "at", "andet", "het", "ast",
].sort((one, other) => other.length - one.length);

/** Where the part that endings are cut from begins: after the first consonant that follows a vowel, at least three signs in. */
function regionOf(text) {
  for (let place = 0; place + 1 < text.length; place += 1) {
    if (VOWELS.test(text[place]) && !VOWELS.test(text[place + 1])) return Math.max(3, place + 2);
  }
  return text.length;
}

function stemOf(whole) {
  const region = regionOf(whole);
  let text = whole;
  const tail = () => text.slice(region);
  const ending = ENDINGS.find((one) => tail().endsWith(one));
  if (ending) text = text.slice(0, -ending.length);
  else if (tail().endsWith("et") && /[aeiouy].*[^aeiouy]et$/.test(text)) text = text.slice(0, -2);
  else if (/[bcdfghjklmnoprtvy]s$/.test(text) && tail().endsWith("s")) text = text.slice(0, -1);
  if (/(dd|gd|nn|dt|gt|kt|tt)$/.test(tail())) text = text.slice(0, -1);
  const last = ["lig", "els", "ig"].find((one) => tail().endsWith(one));
  return last ? text.slice(0, -last.length) : text;
}
