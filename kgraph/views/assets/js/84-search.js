// --- search: the library's rules, word for word: any case, with or without å ä ö, in any inflection --------------------

const SUGGESTIONS = 8;
const OFFERS = 3;
let offered = [];
let active = -1;

/** Lower case, å ä ö é as a a o e, other signs as single spaces: as the library folds names. */
function fold(text) {
  return (text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || []).join(" ");
}

/** The words of a text in lower case, å ä ö é kept. */
const spelled = (text) => text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [];

function fieldsOf({ fields }, ...wanted) {
  return fields.filter(([field]) => wanted.includes(field)).map(([, value]) => value);
}

const allNames = (node) => [node.short, node.label, ...fieldsOf(node, "abbreviation"), ...fieldsOf(node, "aliases").flatMap((all_) => all_.split(", "))];

const ENTRIES = DATA.nodes.map(() => null);
/** The words of a thing's names and of what else is said of it, found when they are first asked for. */
function entryOf(number) {
  const node = DATA.nodes[number];
  ENTRIES[number] ??= {
    names: new Set(allNames(node).map((name) => spelled(name).join(" "))), words: [...new Set(spelled(allNames(node).join(" ")))],
    others: [...new Set(spelled([...fieldsOf(node, "description", "note"), node.id, node.at || ""].join(" ")))], order: swedishOrder(node.label),
  };
  return ENTRIES[number];
}

/** A key that sorts as a Swedish dictionary does: å ä ö last. */
const swedishOrder = (name) => name.toLowerCase().normalize("NFC").replace(/[åäö]/g, (sign) => String.fromCharCode(0xe000 + "åäö".indexOf(sign)));

const FOLDED = new Map();
function folded(word_) {
  if (!FOLDED.has(word_)) FOLDED.set(word_, fold(word_));
  return FOLDED.get(word_);
}

/** Whether a word begins with some letters; without å ä ö in them those of the word do not matter. */
const begins = (one, part) => one.startsWith(part) || (part === folded(part) && folded(one).startsWith(part));

/** A word asked for meets a word that begins with it, or that has the same stem and begins as it does. */
function meets(asked, one) {
  if (begins(one, asked)) return true;
  const root = stemOf(folded(asked));
  return stemOf(folded(one)) === root && begins(one, asked.slice(0, root.length));
}

/** The things in which every word occurs, best first: in a name, then in what else is said; the whole name before all. */
function found(text) {
  const asked = spelled(text);
  if (!asked.length) return [];
  const met = asked.map((one) => ({ one, known: new Map() }));
  const has = (words, { one, known }) => words.some((other) => {
    if (!known.has(other)) known.set(other, meets(one, other));
    return known.get(other);
  });
  const hits = [];
  DATA.nodes.forEach(({ kind }, number) => {
    const entry = entryOf(number);
    let score = 10 * Number(entry.names.has(asked.join(" ")));
    for (const one of met) {
      if (has(entry.words, one)) score += 3;
      else if (has(entry.others, one)) score += 1;
      else return;
    }
    hits.push({ number, score, rank: RANKS.get(kind), order: entry.order });
  });
  hits.sort((one, other) => other.score - one.score || one.rank - other.rank || (one.order < other.order ? -1 : Number(one.order > other.order))
    || (DATA.nodes[one.number].id < DATA.nodes[other.number].id ? -1 : 1));
  return hits.map(({ number }) => number);
}

/** The things whose names look or begin most like what was written, as the library offers them: alike by 0.6, then those that hold the words. */
function lookalikes(text) {
  const asked = fold(text);
  const names = new Map();
  DATA.nodes.forEach((node, number) => [node.label, node.short, ...fieldsOf(node, "aliases").flatMap((all_) => all_.split(", "))].forEach((name) => {
    if (!names.has(folded(name))) names.set(folded(name), number);
  }));
  const close = [...names.keys()].map((name) => ({ name, alike: alikeness(name, asked) })).filter(({ alike }) => alike >= 0.6)
    .sort((one, other) => other.alike - one.alike || (one.name < other.name ? 1 : -1)).slice(0, OFFERS).map(({ name }) => name);
  const within = [...names.keys()].filter((name) => asked.length > 2 && name.includes(asked) && !close.includes(name)).sort((one, other) => one.length - other.length);
  return [...new Set([...close, ...within].slice(0, OFFERS).map((name) => names.get(name)))];
}

/** How alike two texts are: twice the signs of their matching blocks, the longest first, by the signs of both (Ratcliff and Obershelp 1988). */
function alikeness(one, other) {
  const signs = one.length + other.length;
  if (!signs || 2 * Math.min(one.length, other.length) < 0.6 * signs) return 0;
  return (2 * matching(one, other)) / signs;
}

function matching(one, other) {
  let [best, start, place] = [0, 0, 0];
  let row = [];
  for (let i = 0; i < one.length; i += 1) {
    const next = [];
    for (let j = 0; j < other.length; j += 1) {
      if (one[i] !== other[j]) continue;
      next[j] = (row[j - 1] || 0) + 1;
      if (next[j] > best) [best, start, place] = [next[j], i + 1 - next[j], j + 1 - next[j]];
    }
    row = next;
  }
  return best && best + matching(one.slice(0, start), other.slice(0, place)) + matching(one.slice(start + best), other.slice(place + best));
}

function suggest() {
  const text = byId("sok").value.trim();
  const hits = found(text);
  const guesses = hits.length || text.length < 3 ? [] : lookalikes(text);
  offered = (hits.length ? hits : guesses).slice(0, SUGGESTIONS);
  active = -1;
  const list = byId("sok-lista");
  list.replaceChildren(...offered.map((number, place) => el("li", {
    role: "option", id: "forslag-" + place, "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => take(place),
  }, el("span", {}, DATA.nodes[number].short), el("span", { class: "small" }, KINDS[DATA.nodes[number].kind][0]))));
  open(offered.length > 0);
  const count = hits.length === 1 ? word("found_one") : word("found_many", { n: hits.length });
  byId("sok-svar").textContent = !text ? "" : hits.length ? count : guesses.length ? word("did_you_mean") : word("found_none");
  byId("sok-svar").classList.toggle("visually-hidden", !text || hits.length > 0);
}

function open(shown) {
  byId("sok-lista").hidden = !shown;
  byId("sok").setAttribute("aria-expanded", String(shown));
  if (!shown) byId("sok").removeAttribute("aria-activedescendant");
}

function point(place) {
  active = (place + offered.length) % offered.length;
  all("[role=option]", byId("sok-lista")).forEach((item, number) => {
    item.setAttribute("aria-selected", String(number === active));
    if (number === active) item.scrollIntoView({ block: "nearest" });
  });
  byId("sok").setAttribute("aria-activedescendant", "forslag-" + active);
}

function take(place) {
  const number = offered[place];
  if (number === undefined) return;
  open(false);
  openThing(DATA.nodes[number].id, byId("sok"));
}

function startSearch() {
  const box = byId("sok");
  box.addEventListener("input", suggest);
  box.addEventListener("focus", () => { if (box.value) suggest(); });
  box.addEventListener("blur", () => { open(false); byId("sok-svar").classList.add("visually-hidden"); });
  box.addEventListener("keydown", (event) => {
    const shown = !byId("sok-lista").hidden;
    if (event.key === "ArrowDown" && offered.length) { event.preventDefault(); open(true); point(active + 1); }
    else if (event.key === "ArrowUp" && shown) { event.preventDefault(); point(active < 0 ? offered.length - 1 : active - 1); }
    else if (event.key === "Enter") { event.preventDefault(); take(Math.max(active, 0)); }
    else if (event.key === "Escape" && (shown || box.value)) { if (shown) open(false); else { box.value = ""; suggest(); } }
  });
}
