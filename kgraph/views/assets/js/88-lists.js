// --- lists that stand in the page: counted and narrowed by the switch and the filters ----------------------------

function showLists() {
  document.documentElement.dataset.layer = state.layer ? "all" : "stated";
  all("[data-stated]").forEach((part) => { part.textContent = state.layer ? part.dataset.all : part.dataset.stated; });
  all("tr[data-only=stated]").forEach((row) => { row.hidden = state.layer; });
  all("[data-count]").forEach((part) => {
    const left = all("tbody tr", byId(part.dataset.count)).filter((row) => !row.hidden).length;
    part.textContent = String(left);
    document.querySelector(`[data-empty="${part.dataset.count}"]`).hidden = left > 0;
    all(".table-wrap", byId(part.dataset.count)).forEach((table) => { table.hidden = left === 0; });
  });
  showReadings();
  showMeasures();
}

/** The links to confirm that the chosen plan's documents hold, and how many nobody has taken a stand on. */
function showReadings() {
  const { knows } = scope();
  let left = 0;
  for (const row of all("#tolkningar tbody tr")) {
    row.hidden = !knows(Number(row.id.slice(5)));
    left += Number(!row.hidden && !("done" in row.dataset));
  }
  if (byId("tolkningar-antal")) byId("tolkningar-antal").textContent = String(left);
}

function areasTouched(measure, layer) {
  return [...scope().touched(measure)].filter(([thing, path]) => AREAS.has(DATA.nodes[thing].kind) && (layer || path.stated)).length;
}

function fitsChoice(measure) {
  if (!scope().has(measure)) return false;
  if (!state.pick) return true;
  return state.pick === "flera" ? areasTouched(measure, state.layer) > 1 : scope().lacks(measure).includes(state.pick);
}

function showMeasures() {
  const asked = fold(state.words).split(" ").filter(Boolean);
  let shown = 0;
  for (const row of all("#atgarder tbody tr")) {
    const measure = NUMBER.get(row.id.slice(4));
    const entry = ENTRIES[measure];
    const text = asked.length ? fold(row.textContent) : "";
    row.hidden = !fitsChoice(measure) || !asked.every((one) => text.includes(one) || entry.words.some((other) => meets(one, other)));
    shown += Number(!row.hidden);
    if (DATA.parts.length && !row.hidden) row.querySelector("[data-stated]").textContent = String(areasTouched(measure, state.layer));
  }
  const choice = state.pick ? byId("atgarder-urval").querySelector(`option[value="${CSS.escape(state.pick)}"]`)?.textContent : "";
  const words = state.words ? "«" + state.words + "»" : "";
  byId("atgarder-antal").textContent = [shown === 1 ? word("measures_one") : word("measures_many", { n: shown }), choice, words].filter(Boolean).join(" · ");
  byId("atgarder-tomt").hidden = shown > 0;
  all("#atgarder .table-wrap").forEach((table) => { table.hidden = shown === 0; });
  byId("atgarder-urval").value = state.pick;
  if (document.activeElement !== byId("atgarder-filter")) byId("atgarder-filter").value = state.words;
}

function measuresCsv() {
  const text = (cell) => [...cell.childNodes].map((part) => part.textContent.trim()).filter(Boolean).join(" – ");
  const rows = all("#atgarder table tr").filter((row) => !row.hidden).map((row) => [...row.cells].map(text));
  return csv(rows);
}

/** In narrow windows rows become blocks; each cell then says its column's heading. */
function nameCells() {
  all("main table").forEach((table) => {
    const names = all("thead th", table).map((heading) => heading.textContent);
    all("tbody tr", table).forEach((row) => [...row.cells].slice(1).forEach((cell, place) => { cell.dataset.label = names[place + 1]; }));
  });
}

/** A table that is wider than its frame can be scrolled with the keyboard; others are no stop on the way. */
function markScrolling() {
  all(".table-wrap").forEach((frame) => {
    if (frame.scrollWidth > frame.clientWidth + 1) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  });
}

function startLists() {
  window.addEventListener("resize", markScrolling);
  nameCells();
  byId("atgarder-urval").addEventListener("change", (event) => go({ pick: event.target.value }));
  let waiting = 0;
  byId("atgarder-filter").addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => go({ words: event.target.value.trim() }), 200);
  });
  byId("atgarder-csv").addEventListener("click", () => download(word("file_measures") + ".csv", "text/csv;charset=utf-8", measuresCsv()));
}
