// --- lists that stand in the page: counted and narrowed by the switch and the filters ----------------------------

/** Only the view that is shown follows the state; the others do when they are opened. */
function showLists() {
  const view = byId(state.view);
  document.documentElement.dataset.layer = state.layer ? "all" : "stated";
  all("[data-stated]", view).forEach((part) => {
    const told = state.layer ? part.dataset.all : part.dataset.stated;
    if (part.textContent !== told) part.textContent = told;
  });
  all("[data-area-filter]", view).forEach((select) => { select.value = state.area; });
  if (DATA.parts.length) all("[data-area-filter] option", view).forEach((option) => { option.hidden = option.value && !speaksOf(NUMBER.get(option.value)); });
  ({ laget: showGaps, atgarder: showMeasures, tolkningar: showReadings })[state.view]?.();
}

function showGaps() {
  all(".gap tbody tr").forEach((row) => { row.hidden = (state.layer && row.dataset.only === "stated") || !inArea(row); });
  all("[data-count]").forEach((part) => {
    const left = all("tbody tr", byId(part.dataset.count)).filter((row) => !row.hidden).length;
    part.textContent = String(left);
    document.querySelector(`[data-empty="${part.dataset.count}"]`).hidden = left > 0;
    all(".table-wrap", byId(part.dataset.count)).forEach((table) => { table.hidden = left === 0; });
  });
}

const OF_AREAS = DATA.nodes.filter(({ kind }) => AREAS.has(kind));

/** Whether a row belongs to the area that is chosen, as counted with or without interpreted links. */
function inArea({ dataset }) {
  const areas = state.layer ? dataset.areas : dataset.areasStated ?? dataset.areas;
  return !state.area || areas.split(" ").includes(String(NUMBER.get(state.area)));
}

const isOpen = (row) => !row.hidden && !("done" in row.dataset);

/** The links to confirm that the chosen plan's documents hold, and how many nobody has taken a stand on. */
function showReadings() {
  const groups = all(".readings-of");
  if (!groups.length) return;
  const { knows } = scope();
  groups.forEach((group) => {
    const rows = all("tbody tr", group);
    rows.forEach((row) => { row.hidden = !knows(Number(row.id.slice(5))); });
    group.querySelector(".count").textContent = String(rows.filter(isOpen).length);
    group.hidden = !inArea(group) || rows.every((row) => row.hidden);
  });
  byId("tolkningar-antal").textContent = String(shownReadings().filter(isOpen).length);
  byId("tolkningar-tomt").hidden = groups.some((group) => !group.hidden);
}

const shownReadings = () => all(".readings-of:not([hidden]) tbody tr:not([hidden])");

const areasTouched = (measure) => [...scope().touched(measure)]
  .filter(([thing, path]) => AREAS.has(DATA.nodes[thing].kind) && (state.layer || path.stated)).map(([thing]) => thing);

/** What tells whether a measure fits the choice, by the state as it is now. */
function fitsChoice() {
  const picks = state.pick ? state.pick.split("&").map(fitsPick) : [];
  return (measure) => picks.every((fits) => fits(measure));
}

/** What a measure lacks by all that is said, read off its row; what the text has lost ends in "-lost". */
function lacksOf(row) {
  const { lacks = "", lacksStated = lacks } = row?.dataset || {};
  return (state.layer ? lacks : lacksStated).split(" ").filter(Boolean);
}

function showMeasures() {
  const asked = fold(state.words).split(" ").filter(Boolean);
  const left = new Set(atHome().filter(fitsChoice()));
  let shown = 0;
  for (const row of all("#atgarder tbody tr")) {
    const measure = NUMBER.get(row.id.slice(4));
    const text = asked.length ? fold(row.textContent) : "";
    row.hidden = !left.has(measure) || !asked.every((one) => text.includes(one) || entryOf(measure).words.some((other) => meets(one, other)));
    shown += Number(!row.hidden);
    if (DATA.parts.length && !row.hidden) followPart(row, measure);
  }
  showColumns();
  const words = state.words ? "«" + state.words + "»" : "";
  const choice = measuresTitle(state.pick, state.area);
  byId("atgarder-antal").textContent = [shown === 1 ? word("measures_one") : word("measures_many", { n: shown }), choice, words].filter(Boolean).join(" · ");
  byId("atgarder-tomt").hidden = shown > 0;
  all("#atgarder .table-wrap").forEach((table) => { table.hidden = shown === 0; });
  showPick(byId("atgarder-urval"));
  if (document.activeElement !== byId("atgarder-filter")) byId("atgarder-filter").value = state.words;
}

/** A choice that a number has made stands among the others while it holds. */
function showPick(select) {
  select.querySelector("[data-opened]")?.remove();
  const known = [...select.options].some(({ value }) => value === state.pick);
  if (!known) select.append(el("option", { value: state.pick, "data-opened": true }, pickTitle(state.pick)));
  select.value = state.pick;
}

/** How many areas a measure touches, in both ways of counting. */
function tellAreas(row, measure) {
  const [stated, every] = [false, true].map((layer) => TOLD.omraden(DATA.nodes[measure].id, layer).length);
  const place = row.querySelector("td.number").firstElementChild;
  place.textContent = String(state.layer ? every : stated);
  if (stated === every) ["stated", "all"].forEach((name) => delete place.dataset[name]);
  else Object.assign(place.dataset, { stated, all: every });
}

/** The cells that say something else when only the chosen plan's documents count. */
function followPart(row, measure) {
  tellAreas(row, measure);
  row.cells[row.cells.length - 2].textContent = scope().lacks(measure).map((lack) => "lack_" + lack).filter((key) => key in WORDS).map((key) => word(key)).join(", ");
}

/** A fact for each column; several names in one are parted by semicolons. */
function measuresCsv() {
  const head = csvHead("measure", "label", "home", "time", "responsible", "taking", "goals", "indicators", "areas", "missing", "source", "id", ...OF_SEVERAL);
  const rows = all("#atgarder tbody tr").filter((row) => !row.hidden).map((row) => {
    const number = NUMBER.get(row.id.slice(4));
    const node = DATA.nodes[number];
    const lost = isLost(number) ? word("unknown") : "";
    const cells = [...row.cells].map((cell) => cell.innerText.trim());
    return [node.short, node.label, linked(number, "homeArea"), cells[DATA.spans ? 3 : 2], linked(number, "isResponsibleFor") || lost,
      linked(number, "takesPartIn"), linked(number, "pursues"), followUp(number), named(areasTouched(number).map((thing) => [thing, readNote(scope().touched(number).get(thing).steps.map(linkOf))])),
      cells.at(-2), cited(node), node.id, ...ofSeveral(number)];
  });
  return csv([head, ...rows]);
}

/** Things by name in Swedish order; [number, what is to be said of it], of which nothing is the strongest. */
function named(pairs) {
  const strongest = new Map();
  pairs.forEach(([thing, note]) => { if (!note || !strongest.has(thing)) strongest.set(thing, note); });
  return [...strongest].sort(([one], [other]) => byRank(one, other)).map(([thing, note]) => DATA.nodes[thing].short + note).join("; ");
}

/** What is to be said of a thing that some links lead to: nothing where all are stated. */
function readNote(links) {
  const read = links.find((link) => !isFirm(link));
  return read ? ` (${readAs(read)})` : "";
}

/** What a thing is linked to, as the switch says; what is only interpreted says so. */
function neighbours(number, relation) {
  return STEPS_FROM.get(number).filter((step) => linkOf(step).r === relation && isKnown(step))
    .map((step) => [farEnd(step), readNote([linkOf(step)])]);
}

const linked = (number, relation) => named(neighbours(number, relation));

/** Indicators of a measure and of its goals, a follow-up in words, and the bodies that follow up. */
function followUp(number) {
  const goals = neighbours(number, "pursues").flatMap(([goal, read]) => neighbours(goal, "isMeasuredBy").map(([thing, note]) => [thing, note || read]));
  const told = DATA.nodes[number].fields.filter(([field, , read]) => field === "follow_up" && (state.layer || !read)).map(([, value, read]) => value + (read ? ` (${word("read_as")})` : ""));
  return [named([...neighbours(number, "isMeasuredBy").filter(([thing]) => DATA.nodes[thing].kind === "Indicator"), ...goals]), ...told, linked(number, "isFollowedUpThrough")].filter(Boolean).join("; ");
}

/** A list of gaps as it is shown, its names and what they belong to, and the id. */
function gapsCsv(id) {
  const head = all("thead th", byId(id)).map((cell) => cell.textContent);
  const rows = all("tbody tr", byId(id)).filter((row) => !row.hidden)
    .map((row) => [...[...row.cells].map(plain), row.querySelector("a").hash.slice(5)]);
  return csv([[...head, word("csv_id")], ...rows]);
}

/** The interpreted links for a workshop: what is to be decided on, with empty columns for what is said of it. */
function readingsCsv() {
  const head = csvHead("id", "area", "reading", "why", "source", "decision", "comment");
  const rows = shownReadings().map((row) => {
    const { s, r, t } = DATA.links[Number(row.id.slice(5))];
    const area = DATA.nodes[row.closest("[data-areas]").dataset.areas]?.short || "";
    const cells = [...row.cells].filter((cell) => !cell.matches(".decide")).map((cell) => cell.innerText.trim());
    const settled = cells.length > 3 ? cells[2].replace(/\s+/g, " ") : "";
    return [[DATA.nodes[s].id, r, DATA.nodes[t].id].join(" "), area, cells[0], cells[1], cells.at(-1), settled, ""];
  });
  return csv([head, ...rows]);
}

/** The words of a heading by one way of counting. */
function headingBy(heading, other) {
  const copy = heading.cloneNode(true);
  all(other, copy).forEach((words) => words.remove());
  return copy.textContent.trim();
}

/** In narrow windows rows become blocks; each cell then says its column's heading, by the way of counting that is shown. */
function nameCells(place = byId("innehall")) {
  all("table", place).forEach((table) => {
    const names = all("thead th", table).map((heading) => [".if-stated", ".if-all"].map((other) => headingBy(heading, other)));
    all("tbody tr", table).forEach((row) => [...row.cells].slice(1).forEach((cell, place) => {
      const [every, stated] = names[place + 1] || [];
      if (every) cell.dataset.label = every;
      if (stated !== every) cell.dataset.labelStated = stated;
    }));
  });
}

/** A table that is wider than its frame can be scrolled with the keyboard; others are no stop on the way. */
function markScrolling() {
  const frames = all(".table-wrap, .wide-pic, .grid-wrap, .svg-place", byId(state.view)).map((frame) => [frame, frame.scrollWidth > frame.clientWidth + 1]);
  frames.forEach(([frame, wide]) => {
    if (wide) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  });
  all(".grid-wrap", byId(state.view)).forEach((frame) => {
    const long = frame.scrollHeight > frame.clientHeight + 1;
    if (!long) delete frame.dataset.rows;
    else frame.dataset.rows = word("rows_below", { n: all("tbody tr:not([hidden])", frame).length });
  });
}

function startLists() {
  window.addEventListener("resize", markScrolling);
  nameCells();
  startColumns();
  startChecks();
  byId("atgarder-urval").addEventListener("change", (event) => go({ pick: event.target.value }));
  let waiting = 0;
  byId("atgarder-filter").addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => go({ words: event.target.value.trim() }), 200);
  });
  all("[data-area-filter]").forEach((select) => {
    select.append(...OF_AREAS.map(({ id, short }) => el("option", { value: id }, short)));
    select.addEventListener("change", () => go({ area: select.value }));
  });
  const save = (name, content) => download(name + ".csv", "text/csv;charset=utf-8", content);
  byId("atgarder-csv").addEventListener("click", () => save(word("file_measures"), measuresCsv()));
  byId("tolkningar-csv")?.addEventListener("click", () => save(word("file_readings"), readingsCsv()));
  all("[data-csv]").forEach((button) => button.addEventListener("click", () => save(button.dataset.csv, gapsCsv(button.dataset.csv))));
}
