// --- what holds in every view: rows by area and plan, the order of tables, columns --------------------------------------

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

const DRIVING = new Set(["contributesTo", "protectsAgainst", "concerns"]);
const isKnown = (step, layer = state.layer) => scope().knows(placeOf(step)) && linkOf(step).status !== "rejected" && (layer || isFirm(linkOf(step)));

/** The areas that a thing belongs to: itself, the home of its measure, what it drives, or the homes of the measures linked to it or to what lies in it. */
function areasOf(number, seen = new Set()) {
  const { kind } = DATA.nodes[number];
  if (AREAS.has(kind)) return [number];
  if (kind === "Measure") return homes(number, state.layer);
  seen.add(number);
  const steps = familyOf(number).flatMap((one) => STEPS_FROM.get(one)).filter((step) => isKnown(step));
  if (kind === "Cause" || kind === "Problem") {
    return steps.filter((step) => step >= 0 && DRIVING.has(linkOf(step).r)).map(farEnd).filter((next) => !seen.has(next)).flatMap((next) => areasOf(next, seen));
  }
  return steps.map(farEnd).filter((next) => ["Measure", "SubActivity"].includes(DATA.nodes[next].kind) && !seen.has(next) || AREAS.has(DATA.nodes[next].kind)).flatMap((next) => areasOf(next, seen));
}

/** Whether a thing belongs to the chosen area, and is spoken of by the chosen plan. */
function isWanted(id, byPart) {
  const number = NUMBER.get(id);
  if (number === undefined) return !state.area;
  return (!byPart || speaksOf(number)) && (!state.area || areasOf(number).includes(NUMBER.get(state.area)));
}

/** Rows of the tables that are made alike follow the area; findings follow area and plan.  The tables of each plan stand by themselves. */
function showRows() {
  const view = byId(state.view);
  if (state.view === "laget") {
    all(".coverage tbody tr", view).forEach((row) => { row.hidden = Boolean(state.area) && rowThing(row) !== state.area; });
  } else {
    all("table[data-sortable]:not(.measures) tbody tr[data-id]", view).forEach((row) => { row.hidden = row.dataset.id !== state.area && !isWanted(row.dataset.id, false); });
  }
  if (state.view === "kontroller") showChecks();
  showSort(view);
}

const startChecks = () => byId("kontroller-vikt")?.addEventListener("change", (event) => go({ weight: event.target.value }));

function showChecks() {
  const totals = { judged: 0, unjudged: 0 };
  byId("kontroller-vikt").value = state.weight;
  all(".check").forEach((check) => {
    const items = all("li", check);
    items.forEach((item) => {
      const link = item.querySelector("a[href^='#sak-']");
      item.hidden = link ? !isWanted(link.hash.slice(5), true) : Boolean(state.area);
    });
    const { length } = items.filter((item) => !item.hidden);
    const listed = !items.length;
    const shown = listed ? countOfList(check) : length;
    check.hidden = !shown || Boolean(state.weight && check.dataset.weight !== state.weight);
    check.querySelector(".count").textContent = String(shown);
    totals[check.dataset.weight === "unjudged" ? "unjudged" : "judged"] += check.hidden ? 0 : shown;
  });
  document.querySelector("#kontroller-rubrik .count").textContent = String(state.weight === "unjudged" ? totals.unjudged : totals.judged);
  byId("kontroller-ovissa").hidden = !totals.unjudged || state.weight === "unjudged";
  byId("kontroller-ovissa").querySelector("b").textContent = String(totals.unjudged);
  byId("kontroller-tomt").textContent = word("checks_none");
  byId("kontroller-tomt").hidden = totals.judged + totals.unjudged > 0;
}

/** How many a finding counts whose things stand in another list: those of its ids that the filters leave. */
const countOfList = (check) => (check.dataset.ids || "").split(" ").filter((number) => number && isWanted(DATA.nodes[number].id, true)).length;

const firstOrder = new WeakMap();
let sortedAs = "";

/** The order that the address names; a table that it does not name stands as it was made. */
function showSort(view) {
  const [id, place, way] = state.sort.split(":");
  const asked = [state.sort, state.layer, state.view].join();
  if (asked === sortedAs) return;
  sortedAs = asked;
  all("table[data-sortable], table.measures", view).forEach((table) => {
    if (table.id === id && table.tHead.rows[0].cells[place]) sortTable(table, Number(place), way === "ned");
    else unsort(table);
  });
}

function unsort(table) {
  if (!firstOrder.has(table)) return;
  table.tBodies[0].append(...firstOrder.get(table));
  firstOrder.delete(table);
  all("thead th", table).forEach((cell) => cell.removeAttribute("aria-sort"));
}

/** A click on a heading: the other way round where it is sorted so already; numbers begin with the largest. */
function askSort(table, place) {
  const heading = table.tHead.rows[0].cells[place];
  const now = heading.getAttribute("aria-sort");
  const down = now ? now === "ascending" : heading.classList.contains("number");
  go({ sort: [table.id, place, down ? "ned" : "upp"].join(":") });
}

/** The columns of the list of measures: the first always stands, the others as the address says. */
const COLUMN_HEADS = all("#atgarder-tabell [data-col]");
const USUAL = COLUMN_HEADS.map(({ dataset }) => dataset.col).filter((name) => !DATA.spans || !["mal", "kalla"].includes(name));
const shownColumns = () => (state.columns === "-" ? [] : state.columns ? state.columns.split(",") : USUAL);

function showColumns() {
  const shown = shownColumns();
  const table = byId("atgarder-tabell");
  table.classList.toggle("many", shown.length > 6);
  COLUMN_HEADS.forEach(({ dataset, cellIndex }) => table.classList.toggle("without-" + (cellIndex + 1), !shown.includes(dataset.col)));
  all("#atgarder-kolumner input").forEach((box) => { box.checked = shown.includes(box.value); });
}

function startColumns() {
  byId("atgarder-kolumner").append(...COLUMN_HEADS.map((heading) => el("label", {},
    el("input", { type: "checkbox", value: heading.dataset.col, change: askColumns }), " " + heading.textContent)));
}

function askColumns() {
  const chosen = all("#atgarder-kolumner input:checked").map((box) => box.value);
  go({ columns: chosen.join() === USUAL.join() ? "" : chosen.join() || "-" });
}

/** What narrows the page, in words, for the head of its paper. */
function shownWords() {
  const plan = state.part && byId("planval").selectedOptions[0].textContent;
  const area = state.area && DATA.nodes[NUMBER.get(state.area)].short;
  const layer = DATA.level === "internal" && !state.layer && word("only_stated");
  return [plan, area, layer].filter(Boolean).map((one) => " · " + one).join("");
}
