// --- the state: it lives in the address, so that links and the back button work ------------------------------

const VIEWS = all("[data-view]").map((view) => view.id);
const MORE = { sort: "ordning", pair: "planer", around: "kring", steps: "steg", columns: "kolumner", weight: "vikt", own: "egen" };
const moreOf = (read) => Object.fromEntries(Object.keys(MORE).map((key) => [key, read(key) || ""]));
/** What a page opens on: that of two versions on what has changed. */
const OPENS_ON = VIEWS.includes("andringar") ? "andringar" : "laget";
let state = { ...moreOf(() => ""), view: OPENS_ON, all: [], not: [], mode: "alla", layer: true, thing: "", pick: "", area: "", words: "", anchor: "", part: "", strange: [] };

const namesIn = (text = "") => [...new Set(text.split(",").filter(Boolean))];
const kindOf = (name) => DATA.nodes[NUMBER.get(name)]?.kind;
const askable = (name) => DATA.touchable.includes(kindOf(name));

/** What an address names that nothing here can be shown of: unknown names, and things that a question cannot be about. */
function strangeIn(values) {
  const wrong = {
    alla: (name) => !askable(name), inte: (name) => !askable(name), omrade: (name) => !AREAS.has(kindOf(name)), visa: (name) => !NUMBER.has(name),
    plan: (name) => (PARTS.size ? !PARTS.has(name) : !NUMBER.has(name)), urval: (pick) => !pick.split("&").every(isChoice),
    kring: (name) => !NUMBER.has(name), lage: (mode) => !["alla", "nagon"].includes(mode), tolkade: (layer) => !["0", "1"].includes(layer),
    planer: (name) => !NUMBER.has(name), steg: (steps) => !["1", "2", "3"].includes(steps), ordning: (sort) => !byId(sort.split(":")[0]),
  };
  return Object.entries(wrong).flatMap(([key, isWrong]) => namesIn(values.get(key)).filter(isWrong));
}

/** The keys of an address. */
const KEYS = new Set(["alla", "inte", "lage", "urval", "omrade", "sok", "plan", "tolkade", "visa", ...Object.values(MORE)]);

/** The parts of an address that have no meaning here, or say what another part says otherwise. */
const idleIn = (parts, values) => parts.filter((part) => part && !(KEYS.has(keyOf(part)) && values.get(keyOf(part)) === valueOf(part)));
const keyOf = (part) => part.split("=", 1)[0];
const valueOf = (part) => part.slice(part.indexOf("=") + 1);

/** Say what of the address is not shown, so that nobody takes a broader answer for the one that was meant. */
SHOWS.push(() => {
  const [refused, unknown] = [true, false].map((there) => state.strange.filter((name) => NUMBER.has(name) === there));
  const called = (name) => "«" + DATA.nodes[NUMBER.get(name)].short + "» (" + KINDS[kindOf(name)][0].toLowerCase() + ")";
  byId("lank-rad").textContent = [unknown.length && word("link_unknown", { names: unknown.join(", ") }), refused.length && word("link_refused", { names: refused.map(called).join(", ") })]
    .filter(Boolean).join(" ");
});

/** What an address says; a name that is no view is a place in one, or a thing to open. */
function readAddress(hash) {
  const bare = hash.replace(/^#/, "");
  const [name, ...rest] = (/[;=]/.test(bare) ? bare : decode(bare)).split(";").map(decode);
  const values = new Map(rest.map((part) => [keyOf(part), valueOf(part)]));
  const found = {
    ...moreOf((key) => values.get(MORE[key])),
    view: OPENS_ON, anchor: "", part: PARTS.has(values.get("plan")) ? values.get("plan") : "", all: namesIn(values.get("alla")).filter(askable), not: namesIn(values.get("inte")).filter(askable),
    mode: values.get("lage") === "nagon" ? "nagon" : "alla", pick: (values.get("urval") || "").split("&").filter(isChoice).join("&"), words: values.get("sok") || "",
    strange: [...new Set([...strangeIn(values), ...idleIn(rest, values)])], area: AREAS.has(kindOf(values.get("omrade"))) ? values.get("omrade") : "",
    layer: DATA.level === "internal" && values.get("tolkade") !== "0", thing: NUMBER.has(values.get("visa")) ? values.get("visa") : "",
  };
  if (VIEWS.includes(name)) return { ...found, view: name };
  if (name.startsWith("sak-") && NUMBER.has(name.slice(4))) return { ...found, ...moreOf((key) => state[key]), ...questionOf(state), view: state.view, thing: name.slice(4) };
  const place = name && byId(name)?.closest("[data-view]");
  if (place) return { ...found, view: place.id, anchor: name };
  return byId(name) ? found : { ...found, strange: [...namesIn(name.replace(/^sak-/, "")), ...found.strange] };
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

const questionOf = ({ all: every, not, mode, layer, pick, area, words, part }) => ({ all: every, not, mode, layer, pick, area, words, part });

/** The semicolon at the end keeps the browser from scrolling to an element of that name whenever the state changes. */
function address(wanted) {
  const parts = [wanted.anchor || wanted.view];
  if (wanted.all.length) parts.push("alla=" + wanted.all.join(","));
  if (wanted.not.length) parts.push("inte=" + wanted.not.join(","));
  if (wanted.mode !== "alla") parts.push("lage=" + wanted.mode);
  if (wanted.pick) parts.push("urval=" + wanted.pick);
  if (wanted.area) parts.push("omrade=" + wanted.area);
  if (wanted.words) parts.push("sok=" + encodeURIComponent(wanted.words));
  if (wanted.part) parts.push("plan=" + wanted.part);
  Object.entries(MORE).forEach(([key, called]) => { if (wanted[key]) parts.push(called + "=" + encodeURIComponent(wanted[key])); });
  if (!wanted.layer && DATA.level === "internal") parts.push("tolkade=0");
  if (wanted.thing) parts.push("visa=" + wanted.thing);
  return "#" + parts.join(";") + (parts.length > 1 ? "" : ";");
}

/** Go to a state: changes the address, and with it the page. */
function go(changes) {
  const wanted = address({ ...state, anchor: "", ...changes });
  if (wanted === location.hash) { render(); return; }
  location.hash = wanted;
  renderOnce();
}

/** The reader's own way of counting: a number told by the other way opens its list so, and the list alone. */
const ownLayer = () => (state.own ? state.own === "1" : state.layer);
const givenBack = () => ({ layer: ownLayer(), own: "" });

/** Links to views and places keep the question, the plan and the switch where their own address does not name them; a place within a plan's block has its plan. */
function followed(href) {
  const wanted = readAddress(href);
  const asks = href.includes("alla=");
  const layer = href.includes(";tolkade=") ? wanted.layer : state.layer;
  return {
    ...wanted, ...moreOf((key) => wanted[key] || state[key]), all: asks ? wanted.all : state.all, not: asks ? wanted.not : state.not, mode: asks ? wanted.mode : state.mode,
    layer, own: layer === ownLayer() ? "" : String(Number(ownLayer())), part: byId(wanted.anchor)?.closest("[data-part]")?.dataset.part ?? (wanted.part || state.part), thing: "",
  };
}
