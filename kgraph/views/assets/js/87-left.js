// --- numbers under the filter of areas: each counts what the area leaves of its list, and opens just that -----------------

/** Lists that no area narrows: all of a kind, what a measure touches, and what two versions count. */
const OF_ALL = new Set(["slag", "omraden", "fore", "efter"]);
/** Views that show what is the area's own, wherever its measures are at home. */
const OWN = new Set(["laget", "orsaker"]);
const COUNTING = "a:is([href^='#lista;'], [href^='#atgarder;'], [href^='#overlapp;'], [href^='#uppfoljning;'])";

/** What something comes to in another state. */
function asIf(changes, told) {
  const now = state;
  state = { ...state, ...changes };
  try { return told(); } finally { state = now; }
}

const atHomeAs = { key: "", ones: [], by: [] };

/** The measures in sight: all of the plan, or those at home in the area that is chosen; known by both ways of counting, which numbers ask in turn. */
function atHome() {
  const [key, area] = [[state.part, state.area].join(), NUMBER.get(state.area)];
  if (key !== atHomeAs.key) Object.assign(atHomeAs, { key, ones: [], by: [] });
  return (atHomeAs.ones[Number(state.layer)] ??= scope().measures.filter((measure) => !state.area || homes(measure, state.layer).includes(area)));
}

/** The measures in sight that touch a thing, found once. */
function atHomeBy(thing) {
  const ones = atHome();
  const known = (atHomeAs.by[Number(state.layer)] ??= new Map());
  if (!known.has(thing)) known.set(thing, ones.filter((measure) => touches(measure, thing, state.layer)));
  return known.get(thing);
}

/** A group or a place with all below it, which are counted as its own. */
function familyOf(number) {
  const known = new Set([number]);
  if (!["TargetGroup", "Place"].includes(DATA.nodes[number]?.kind)) return [number];
  known.forEach((one) => STEPS_FROM.get(one).filter((step) => step < 0 && linkOf(step).r === "broader" && isKnown(step)).forEach((step) => known.add(farEnd(step))));
  return [...known];
}

/** Whether the area leaves a row of a list: by the measures at home there where measures make the row, else by what its things belong to. */
function staysIn(key) {
  const [sort, about] = key.split(".");
  if (!state.area || OF_ALL.has(sort)) return () => true;
  const shared = (ones, others = ones) => ones.some((one) => atHomeBy(one).some((measure) => others.some((other) => touches(measure, other, state.layer))));
  return {
    par: (number) => shared(...thingsOf(sort, number).map((one) => [one])),
    verkar: (number) => homes(thingsOf(sort, number)[0], state.layer).includes(NUMBER.get(state.area)),
    med: (number) => shared(familyOf(number)),
    aktorer: (number) => shared([number], familyOf(NUMBER.get(about))),
  }[sort] ?? ((number) => thingsOf(sort, number).some((one) => isWanted(DATA.nodes[one].id, false)));
}

const ADDRESSED = new Map();
function addressed(href) {
  if (!ADDRESSED.has(href)) ADDRESSED.set(href, readAddress(href));
  return ADDRESSED.get(href);
}

/** How many rows stand behind an address by one way of counting. */
function leftOf(href, layer) {
  const { view, pick, all: names, mode } = addressed(href);
  const things = numbers(names);
  return asIf({ layer, pick }, () => ({
    atgarder: () => atHome().filter(fitsChoice()),
    lista: () => rowsOf(pick, layer).filter(staysIn(pick)),
    overlapp: () => atHome().filter((measure) => things[mode === "nagon" ? "some" : "every"]((thing) => touches(measure, thing, layer))),
    uppfoljning: () => all("#uppfoljning [data-part]:not([hidden]) tr[data-is]").filter(({ dataset: { id, is } }) => is.split(" ").includes(pick) && isWanted(id, false)),
  })[view]().length);
}

/** What links with numbers lead to and say where no area narrows them. */
const WHOLE_NUMBERS = new Map();
const isArea = (row) => AREAS.has(kindOf(row?.dataset.id));

/** Whether a number is narrowed: not that of a row which is an area's, nor of a list that no area narrows. */
const isNarrowed = (link, href) => Boolean(state.area) && !OWN.has(state.view) && !isArea(link.closest("tr"))
  && !(addressed(href).view === "lista" && OF_ALL.has(addressed(href).pick.split(".")[0]));

/** Bring a number and its list to the area. */
function narrow(link) {
  const place = link.querySelector("b") ?? link;
  const { stated = place.textContent, all: every = place.textContent } = place.dataset;
  const whole = WHOLE_NUMBERS.get(link) ?? { href: link.getAttribute("href"), stated, all: every };
  const narrowed = isNarrowed(link, whole.href);
  if (!narrowed && !WHOLE_NUMBERS.has(link)) return;
  const [, way] = /tolkade=(\d)/.exec(whole.href) || [];
  const stay = link.matches(".if-all") && link.parentElement.querySelector(":scope > a.if-stated");
  const hrefOf = (layer) => (stay && !layer ? stay.getAttribute("href") : whole.href);
  const told = (layer) => (narrowed ? whole[layer ? "all" : "stated"].replace(/\d+/, leftOf(hrefOf(layer), Boolean(Number(way ?? layer)))) : whole[layer ? "all" : "stated"]);
  const [sure, counted] = [told(0), told(1)];
  if (sure === counted) ["stated", "all"].forEach((name) => delete place.dataset[name]);
  else Object.assign(place.dataset, { stated: sure, all: counted });
  place.textContent = state.layer ? counted : sure;
  link.setAttribute("href", whole.href + (narrowed ? ";omrade=" + state.area : ""));
  link.title = opens(link.getAttribute("href"));
  link.closest(".each")?.toggleAttribute("hidden", narrowed && place.textContent === "0");
  if (narrowed) WHOLE_NUMBERS.set(link, whole);
  else WHOLE_NUMBERS.delete(link);
}

/** Rows that are no thing's: of a pair they go when it shares nothing, among areas when one of these is chosen. */
function showLoneRows(table) {
  const amongAreas = all("tbody tr[data-id]", table).some(isArea);
  all("tbody tr:not([data-id])", table).forEach((row) => {
    const bare = row.dataset.ask?.includes(",") && row.querySelector(COUNTING)?.textContent === "0";
    row.hidden = Boolean(state.area) && Boolean(amongAreas || bare);
  });
}

/** Every number of the view that is shown; those of hidden parts and rows when they are seen. */
function showLeft() {
  const view = byId(state.view);
  const links = (state.area ? all(COUNTING, view) : [...WHOLE_NUMBERS.keys()].filter((link) => view.contains(link))).filter((link) => /^\s*\d/.test(link.textContent) && !link.closest("[data-part][hidden], tr:is([id], [data-id])[hidden]"));
  links.forEach(narrow);
  if (OWN.has(state.view) || !(state.area || view.querySelector(".rows-left"))) return;
  const tables = all("table[data-sortable]:not(.measures)", view).filter((table) => !table.closest("[data-part][hidden]"));
  tables.forEach(showLoneRows);
  tables.forEach((table) => tellLeft(table, all(COUNTING, table).some((link) => link.href.includes(";omrade=") && !link.closest("tr[hidden]"))));
}

/** How much of a table the area leaves, and what its numbers count; counts that open no list are those of the whole. */
function tellLeft(table, counts) {
  all(".tallies > li", table.closest("section")).forEach((tally) => {
    tally.hidden = Boolean(state.area) && all("span:not(.small)", tally).some((one) => /[1-9]/.test(one.textContent) && !one.closest(".small") && !one.querySelector("a"));
  });
  if (!state.area && !table.told) return;
  table.told ??= el("p", { class: "note rows-left" });
  if (!table.told.isConnected) table.parentElement.before(table.told);
  const rows = all("tbody tr", table).filter((row) => row.dataset.id || (row.dataset.ask?.includes(",") && row.querySelector(COUNTING)));
  const left = rows.filter((row) => !row.hidden);
  const values = { n: left.length, total: rows.length, name: state.area && DATA.nodes[NUMBER.get(state.area)].short };
  const keys = [rows.length && "rows_left", counts ? "rows_counted" : left.some(isArea) ? "rows_own" : !rows.length && "rows_all"];
  table.told.textContent = state.area ? keys.filter(Boolean).map((key) => word(key, values)).join(" ") : "";
}
