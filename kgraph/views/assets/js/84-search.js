// --- search: any case, with or without å ä ö, in any inflection -------------------------------------------------

const SUGGESTIONS = 8;
const ENTRIES = DATA.nodes.map((node, number) => ({
  number, exact: new Set(allNames(node).map(fold)), words: namesOf(node).map((whole) => ({ whole, stem: stemOf(whole) })),
}));
let offered = [];
let active = -1;

function allNames({ short, label, fields }) {
  const others = fields.filter(([field]) => field === "abbreviation" || field === "aliases").flatMap(([, value]) => value.split(", "));
  return [short, label, ...others];
}

/** The folded words of every name of a thing. */
function namesOf(node) {
  return [...new Set(fold(allNames(node).join(" ")).split(" "))];
}

/** Of things that fit equally well, areas come first, then what questions are mostly about. */
function kindWeight(kind) {
  if (AREAS.has(kind)) return 3;
  return ["Measure", "Cause", "Actor"].includes(kind) ? 2 : Number(DATA.touchable.includes(kind));
}

/** Lower case, å ä ö é as a a o e, other signs as single spaces: as the library folds names. */
function fold(text) {
  return (text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || []).join(" ");
}

/** A word asked for meets a word of a name that begins with it, or that has the same stem. */
function meets(asked, { stem, whole }) {
  return whole.startsWith(asked) || stemOf(asked) === stem;
}

function found(text) {
  const asked = fold(text).split(" ").filter(Boolean);
  if (!asked.length) return [];
  const hits = ENTRIES.filter((entry) => asked.every((one) => entry.words.some((other) => meets(one, other))));
  const weight = ({ exact, words, number }) => (exact.has(asked.join(" ")) ? 8 : 0) + (meets(asked[0], words[0]) ? 2 : 0) + kindWeight(DATA.nodes[number].kind);
  return hits.sort((one, other) => weight(other) - weight(one) || byRank(one.number, other.number)).map((entry) => entry.number);
}

/** The names that look most like a word that nothing is called. */
function lookalikes(text) {
  const asked = fold(text);
  const length = ({ number }) => DATA.nodes[number].short.length;
  const scored = ENTRIES.map(({ number, words }) => ({ number, far: Math.min(...words.map(({ whole }) => edits(asked, whole))) }));
  return scored.filter(({ far }) => far <= Math.max(1, Math.floor(asked.length / 3)))
    .sort((one, other) => one.far - other.far || length(one) - length(other) || byRank(one.number, other.number))
    .slice(0, 3).map(({ number }) => number);
}

/** Levenshtein's distance: how many signs must be put in, taken away or exchanged. */
function edits(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + Number(one[i - 1] !== other[j - 1])));
    }
    row = next;
  }
  return row[other.length];
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
