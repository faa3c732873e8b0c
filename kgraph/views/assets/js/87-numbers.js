// --- numbers that open their lists: in tables by the address of their column, in pictures by what they are asked of ----

/** The thing that a row opens, "" for none; rows tell it when the page has started. */
const rowThing = (row) => row.dataset.id || row.querySelector("th a")?.hash.slice(5) || "";

/** Put numbers of one kind behind a link: `*` in a column's address is the row's thing, `+` what the row asks about. */
function linkNumbers(table) {
  all("thead th", table).forEach(({ dataset: { list } }, place) => list && all("tbody tr", table).forEach((row) => {
    const cell = row.cells[place];
    const { stated = cell?.textContent, all: every = cell?.textContent } = cell?.firstElementChild?.dataset || {};
    if (!/[1-9]/.test(stated + every) || cell.querySelector("[data-to]")) return;
    const { ask = rowThing(row), askStated } = row.dataset;
    if (!ask && list.includes("+")) return;
    const link = (things, number, more) => el("a", { href: list.replace("*", rowThing(row)).replace("+", things), ...more }, number);
    if (askStated && list.includes("+")) cell.replaceChildren(link(ask, every, stated === every ? { class: "if-all" } : { class: "if-all", "data-stated": stated, "data-all": every }), link(askStated, stated, { class: "if-stated" }));
    else cell.replaceChildren(link(ask, every, stated === every ? {} : { "data-stated": stated, "data-all": every }));
  }));
}

/** What is linked to a thing by some relations, in a way of counting. */
const linkedTo = (thing, layer, ...relations) => STEPS_FROM.get(thing).filter((step) => step < 0 && relations.includes(linkOf(step).r) && isKnown(step, layer)).map(farEnd);

/** The parts of a measure, in a way of counting; a measure that is part of another is none: what it is linked to is its own alone. */
const partsOf = (measure, layer) => linkedTo(measure, layer, "partOf").filter((part) => DATA.nodes[part].kind === "SubActivity");

/** What an actor is in a measure, as the library says it: its parts' actors are its own, as surely as they are parts. */
function standsBehind(measure, layer) {
  const known = (scope().behind ??= new Map());
  const key = 2 * measure + Number(Boolean(layer));
  if (!known.has(key)) {
    const parts = [measure, ...partsOf(measure, layer)];
    const named = (...relations) => new Set(parts.flatMap((part) => linkedTo(part, layer, ...relations)));
    known.set(key, { answering: named("isResponsibleFor"), everyone: named("isResponsibleFor", "takesPartIn") });
  }
  return known.get(key);
}

/** Whether an actor plays a role of the table of actors, or of their bars, in a measure, by the switch. */
function playsRole(measure, role, id, layer = state.layer) {
  const actor = NUMBER.get(id);
  const { answering, everyone } = standsBehind(measure, layer);
  if (!everyone.has(actor)) return false;
  const answers = answering.has(actor);
  const unknown = !answers && !answering.size && isLost(measure);
  return {
    measures: true, responsible: answers, responsible_one: answers && answering.size === 1, responsible_several: answers && answering.size > 1,
    takes_part: !answers, taking: !answers && !unknown, responsible_unknown: unknown, alone: everyone.size === 1,
  }[role];
}

const ROLES = new Map();

/** A role and who plays it, as the heading of the column or the legend of the bars says. */
function roleWords(role, id) {
  if (!ROLES.has(role)) ROLES.set(role, LISTS.words["roll_" + role] ?? document.querySelector(`th[data-list*="roll.${CSS.escape(role || "")}.*"]`)?.textContent);
  const said = ROLES.get(role);
  return said && NUMBER.has(id) ? DATA.nodes[NUMBER.get(id)].short + ": " + said : "";
}

/** What a cell names one by one: with a number that opens the list of its column (or what both are touched by), or as things that open. */
function linkEach(each) {
  const { to } = each.dataset;
  const number = each.querySelector("b");
  const [row, { cellIndex }] = [each.closest("tr"), each.closest("td")];
  const { list = "#overlapp;alla=*,~" } = row.closest("table").tHead.rows[0].cells[cellIndex].dataset;
  const href = list.replace("*", rowThing(row)).replace("~", to).replace("+", row.dataset.ask ?? rowThing(row));
  if (number) number.replaceWith(el("a", { href, "data-stated": number.dataset.stated, "data-all": number.dataset.all }, number.textContent));
  else if (to) each.replaceChildren(thingLink(NUMBER.get(to), each.textContent));
}

/** A cell of a picture that stands between two things says which, and opens what both are touched by. */
function askBetween(svg) {
  const things = all("[data-thing]", svg).map((one) => one.dataset.thing);
  all("[data-ask]", svg).forEach((cell) => {
    const ids = cell.dataset.ask.split(" ").map((place) => things[place]);
    cell.between = ids;
    cell.prepend(svgEl("title", {}, ids.map((id) => DATA.nodes[NUMBER.get(id)].short).join(" – ")));
    cell.addEventListener("click", (event) => { event.stopPropagation(); go(followed("#overlapp;alla=" + ids.join())); });
  });
  openHeld(svg);
}

/** The changes behind a count: those that bear what it counts; all of them where none is chosen. */
function showChanges() {
  if (state.view !== "andringar") return;
  const rows = all("#andringar-versions tbody tr");
  const known = rows.some(({ dataset }) => (dataset.is || "").split(" ").includes(state.pick));
  rows.forEach((row) => { row.hidden ||= known && !row.dataset.is.split(" ").includes(state.pick); });
  notice("urval-rad", known && state.pick !== "changes" && word("changes_left", { n: rows.filter((row) => !row.hidden).length }), "changes_all", () => go({ pick: "" }));
}

/** What is to be followed up, narrowed to those that stand so; a choice of another view narrows nothing here. */
function showStanding() {
  if (state.view !== "uppfoljning") return;
  all("[data-standing]").forEach((select) => {
    select.value = [...select.options].some(({ value }) => value === state.pick) ? state.pick : "";
    all("tbody tr", select.closest("[data-part]")).forEach((row) => { row.hidden ||= Boolean(select.value) && !(row.dataset.is || "").split(" ").includes(select.value); });
  });
}

function startNumbers() {
  all("[data-touches] th[data-n]").forEach((heading) => { heading.parentElement.dataset.id = DATA.nodes[heading.dataset.n].id; });
  all(".answer tbody tr").forEach((row) => { if (rowThing(row)) row.dataset.id ||= rowThing(row); });
  all("[data-standing]").forEach((select) => select.addEventListener("change", () => go({ pick: select.value })));
  all("table[data-sortable]").forEach(linkNumbers);
  all("[data-to]").forEach(linkEach);
  all(".pic:not([data-packed])").forEach(askBetween);
}

/** A row of a part's table that says what the whole's says stands once in the file. */
function copyRows() {
  all("tr[data-row]").forEach((row) => {
    const whole = byId(row.closest("table").id.replace(/-\d+$/, ""));
    row.replaceWith(whole.tBodies[0].rows[row.dataset.row].cloneNode(true));
  });
}
