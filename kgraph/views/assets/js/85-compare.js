// --- two plans side by side: what both speak of, what one does, what resembles it in the other ---------------------------

const COMPARED = byId("jamfor-data") && JSON.parse(byId("jamfor-data").textContent);
const SPOKEN = new Map(Object.entries(COMPARED?.of || {}).map(([plan, [stated, read]]) => [plan, { stated: new Set(summed(stated)), read: new Set(summed(read)) }]));

const matchesOf = (number, wanted, layer) => STEPS_FROM.get(number)
  .filter((step) => wanted(linkOf(step).r) && linkOf(step).status !== "rejected" && (layer || isFirm(linkOf(step)))).map(farEnd);

/** A thing and all that are an exact match of it, directly or over others. */
function twinsOf(number, layer) {
  const known = new Set([number]);
  for (const one of known) matchesOf(one, (relation) => relation === "exactMatch", layer).forEach((other) => known.add(other));
  return known;
}

/** The rows of the comparison by one way of counting, as the library has them: kind by kind, in Swedish order. */
function compared(plans, layer) {
  const spoken = plans.map((plan) => SPOKEN.get(plan));
  const has = ({ stated, read }, number) => stated.has(number) || (layer && read.has(number));
  return COMPARED.kinds.flatMap((kind) => {
    const told = new Set();
    return DATA.nodes.map((_, number) => number)
      .filter((number) => DATA.nodes[number].kind === kind && spoken.some((one) => has(one, number)))
      .map((number) => ({ number, order: swedishOrder(DATA.nodes[number].label), id: DATA.nodes[number].id }))
      .sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)) || (one.id < other.id ? -1 : 1))
      .filter(({ number }) => !told.has(number) && twinsOf(number, layer).forEach((one) => told.add(one)) === undefined)
      .map(({ number }) => comparedRow(kind, number, spoken, has, layer));
  });
}

function comparedRow(kind, number, spoken, has, layer) {
  const same = [...twinsOf(number, layer)];
  const here = spoken.map((one) => same.some((thing) => has(one, thing)));
  const sure = spoken.every((one, place) => !here[place] || same.some((thing) => one.stated.has(thing)));
  const other = here[0] && here[1] ? null : spoken[here.indexOf(false)];
  const alike = other ? [...new Set(same.flatMap((thing) => matchesOf(thing, (relation) => COMPARED.alike.includes(relation), layer)))].filter((thing) => has(other, thing)) : [];
  alike.sort((one, two) => (DATA.nodes[one].id < DATA.nodes[two].id ? -1 : 1));
  return { kind, number, twins: same.filter((one) => one !== number), place: here[0] && here[1] ? 1 : here[0] ? 0 : 2, sure, alike };
}

const planName = (plan) => [...byId("jamfor-en").options].find(({ value }) => value === plan).textContent;

/** The two plans of the address; without one those that come first, the chosen one foremost. */
function comparedPlans() {
  const known = [...SPOKEN.keys()].filter((plan) => [...byId("jamfor-en").options].some(({ value }) => value === plan));
  const asked = state.pair.split(",").filter((plan) => known.includes(plan));
  const order = [...byId("jamfor-en").options].map(({ value }) => value);
  const [first = order.includes(state.part) ? state.part : order[0]] = asked;
  return [first, asked[1] && asked[1] !== first ? asked[1] : order.find((plan) => plan !== first)];
}

STARTS.push(startCompare);
SHOWS.push(showCompare);
let comparedAs = "";

function showCompare() {
  if (!COMPARED || state.view !== "jamfor") return;
  const plans = comparedPlans();
  const asked = [plans, state.layer, state.area].join();
  byId("jamfor-en").value = plans[0];
  byId("jamfor-annan").value = plans[1];
  if (asked === comparedAs) return;
  comparedAs = asked;
  const rows = comparedShown(plans);
  const sure = comparedShown(plans, false);
  const [one, other] = plans.map(planName);
  const tally = (place, fits) => bothNumbers(...[sure, rows].map((ones) => ones.filter((row) => row.place === place && fits(row)).length));
  const [first, both, second] = [0, 1, 2].map((place) => tally(place, () => true));
  byId("jamfor-antal").textContent = word("compare_tally", { both, first, second, one, other });
  const heads = [word("compare_kind"), word("compare_only", { plan: one }), word("compare_both"), word("compare_only", { plan: other })];
  const lines = COMPARED.kinds.map((kind) => [kind, rows.filter((row) => row.kind === kind)]).filter(([, ones]) => ones.length).map(([kind, ones]) => el("tr", {},
    el("th", { scope: "row" }, KINDS[kind][1]), [0, 1, 2].map((place) => el("td", {}, comparedCell(ones.filter((row) => row.place === place), tally(place, (row) => row.kind === kind))))));
  byId("jamfor-svar").replaceChildren(el("table", { class: "compare", "aria-label": word("compare_heading", { one, other }) },
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, lines)));
  nameCells(byId("jamfor-svar"));
}

/** A number by both ways of counting, where they differ and both are shown. */
const bothNumbers = (stated, every) => (stated === every ? String(every) : stated + " · " + every);
const comparedShown = (plans, layer = state.layer) => compared(plans, layer).filter(({ number }) => isWanted(DATA.nodes[number].id, false));

function comparedCell(rows, count) {
  if (!rows.length) return el("p", { class: "small" }, word("compare_none"));
  return [el("p", { class: "count" }, count), el("ul", {}, rows.map(({ number, twins, sure, alike }) => el("li", { "data-id": DATA.nodes[number].id, "data-basis": sure ? "stated" : "interpreted" },
    thingLink(number), sure ? null : [" ", tag("interpreted", word("read_as"))],
    twins.length > 0 && el("span", { class: "small" }, word("compare_same", { names: shortNames(twins) })),
    alike.length > 0 && el("span", { class: "small" }, word("compare_alike", { names: shortNames(alike) })))))];
}

const shortNames = (ones) => ones.map((one) => DATA.nodes[one].short).join(", ");

function compareCsv() {
  const plans = comparedPlans();
  const [one, other] = plans.map(planName);
  const where = [word("compare_only", { plan: one }), word("compare_both"), word("compare_only", { plan: other })];
  const rows = comparedShown(plans).map(({ kind, number, place, sure, alike }) => [KINDS[kind][0], DATA.nodes[number].label, where[place], word(sure ? "stated" : "interpreted"), shortNames(alike), DATA.nodes[number].id]);
  return csv([csvHead("kind", "name", "where", "basis", "alike", "id"), ...rows]);
}

function startCompare() {
  if (!COMPARED) return;
  const [one, other] = [byId("jamfor-en"), byId("jamfor-annan")];
  other.append(...all("option", one).map((option) => option.cloneNode(true)));
  const swap = () => go({ pair: comparedPlans().reverse().join() });
  [one, other].forEach((select) => select.addEventListener("change", () => (one.value === other.value ? swap() : go({ pair: [one.value, other.value].join() }))));
  byId("jamfor-byt").addEventListener("click", swap);
  byId("jamfor-csv").addEventListener("click", () => download(word("file_compare") + ".csv", "text/csv;charset=utf-8", compareCsv()));
}
