// --- the matrices: squares that open their overlap and say both shares, marks that say whose they are ---------------

/** What two areas share, as a sentence of the row's: "Narkotika delar 14 av 29 med Nyrekrytering (enligt planen 10 av 20)". */
function sharedText(row, column, numbers, layer) {
  const [n, sure] = [numbers.at(layer ? -1 : 0), numbers[0]];
  const [of, all] = [row.measures.at(layer ? -1 : 0), row.measures[0]];
  const told = word("shared", { one: row.name, n, of, other: column });
  return n === sure && of === all ? told : `${told} ${word("shared_sure", { n: sure, of: all })}`;
}

const numbersIn = (text) => text.match(/\d+/g) || [];

/** A table of overlaps gets its links once, when it is first shown. */
function linkOverlaps(table) {
  const columns = all("thead th", table).slice(1).map((heading) => ({ id: heading.dataset.id, name: heading.textContent }));
  const rows = all("tbody tr", table).map((row) => ({ row, id: row.dataset.id, name: row.cells[0].firstChild.textContent, measures: numbersIn(row.cells[0].querySelector(".small").textContent) }));
  const byArea = new Map(rows.map((one) => [one.id, one]));
  rows.forEach((one) => columns.forEach((column, place) => {
    const cell = one.row.cells[place + 1];
    const numbers = numbersIn(cell.textContent);
    if (!numbers.length) return;
    const both = numbers.join(" · ");
    const link = el("a", { href: `#overlapp;alla=${one.id},${column.id}`, "data-stated": numbers[0], "data-all": both }, both);
    link.told = (layer) => [sharedText(one, column.name, numbers, layer), sharedText(byArea.get(column.id), one.name, numbers, layer)];
    cell.replaceChildren(link);
  }));
  rows.forEach(({ row, id }) => linkBoth(row.cells[0].querySelector(".small"), "#overlapp;alla=" + id));
  table.addEventListener("focusin", tellShared);
  table.addEventListener("mouseover", tellShared);
}

/** Two numbers in one place behind a link that follows the switch: "7 · 8 åtgärder". */
function linkBoth(place, href) {
  const text = place.textContent.trim();
  if (!/[1-9]/.test(text)) return;
  place.replaceChildren(el("a", { class: "opens", href, "data-stated": text.replace(/ · \d+/, ""), "data-all": text }, text));
}

function tellShared({ target }) {
  const link = target.closest("td a");
  if (link?.told) link.closest("section").querySelector("[data-told]").textContent = link.told(state.layer).join(" · ");
}

/** The marks of a measure say in a line of their own whose they are. */
function nameMarks(table) {
  const columns = all("thead th", table).map((heading) => heading.textContent);
  linkThings(table);
  all("tbody tr", table).forEach((row) => linkBoth(row.cells[1], "#lista;urval=omraden." + row.dataset.id));
  all("tbody tr", table).forEach((row) => [...row.cells].slice(2).forEach((cell, place) => {
    const text = cell.textContent.trim();
    if (text) cell.title = `${row.cells[0].textContent.trim()} – ${columns[place + 2]}: ${text.slice(2)}`;
  }));
}

const linkedTables = new Set();

function showMatrices() {
  if (state.view !== "matris") return;
  all("#matris [data-part]:not([hidden]) .grid").filter((table) => !linkedTables.has(table)).forEach((table) => {
    linkedTables.add(table);
    ("overlaps" in table.dataset ? linkOverlaps : nameMarks)(table);
  });
  all("#matris [data-part]:not([hidden]) td a").filter((link) => link.told).forEach((link) => {
    const told = link.told(state.layer);
    link.title = told.join("\n");
    link.setAttribute("aria-label", told.join(" · "));
    link.parentElement.classList.toggle("lone", link.dataset[state.layer ? "all" : "stated"] === "0");
  });
  all("#matris [data-told]").forEach((line) => { line.textContent = word("shared_hint"); });
}
