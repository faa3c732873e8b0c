// --- the views that are made alike: pictures to save and to point at, tables to sort and to save ------------------

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight", "font-style", "font-size", "text-anchor", "opacity"];

/** A copy of a drawing that stands by itself: looks are attributes, what is not shown is left out, and nothing leads anywhere. */
function stillCopy(drawn) {
  const copy = drawn.cloneNode(true);
  const [ours, theirs] = [drawn, copy].map((svg) => [svg, ...svg.querySelectorAll("*")]);
  const hidden = [];
  ours.forEach((element, place) => {
    const style = getComputedStyle(element);
    if (style.display === "none") hidden.push(theirs[place]);
    else if (element instanceof SVGGraphicsElement) KEPT.forEach((name) => theirs[place].setAttribute(name, style.getPropertyValue(name)));
  });
  hidden.filter((element) => !["title", "desc"].includes(element.localName)).forEach((element) => element.remove());
  all("[tabindex]", copy).forEach((stop) => ["role", "tabindex", "aria-label"].forEach((name) => stop.removeAttribute(name)));
  copy.setAttribute("role", "img");
  return copy;
}

/** The drawing with its title above, and plan, source and version below. */
function saveStill(frame) {
  const drawn = frame.querySelector("svg");
  const svg = stillCopy(drawn);
  const paint = colours();
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const title = wrapped(drawn.querySelector("title").textContent, width / 11);
  const source = all(".foot p").concat(NOTES.get(frame)?.textContent ? NOTES.get(frame) : []).flatMap((part) => wrapped(part.textContent, width / 7));
  const above = title.length * 26 + 14;
  const below = source.length * 18 + 24;
  const line = (text, y, more) => svgEl("text", { x: 16, y, fill: paint.ink, ...more }, text);
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("font-family", "system-ui, 'Segoe UI', sans-serif");
  svg.setAttribute("viewBox", `0 ${-above} ${width} ${height + above + below}`);
  svg.setAttribute("height", height + above + below);
  svg.prepend(...svg.querySelectorAll(":scope > title, :scope > desc"), svgEl("rect", { y: -above, width, height: height + above + below, fill: paint.ground }));
  svg.append(...title.map((text, row) => line(text, row * 26 + 30 - above, { "font-size": 19, "font-weight": 700 })),
    ...source.map((text, row) => line(text, height + 20 + row * 18, { "font-size": 12, fill: paint.muted })));
  download(drawn.dataset.picture + ".svg", "image/svg+xml", '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg));
}

/** The rows of a table that are shown, as they stand. */
function tableCsv(table) {
  const head = all("thead th", table).map((cell) => cell.innerText.trim());
  const short = !table.classList.contains("whole");
  table.classList.add("whole");
  const rows = all("tbody tr", table).filter((row) => row.checkVisibility())
    .map((row) => [...[...row.cells].map((cell) => cell.innerText.trim().replace(/\s*\n\s*/g, "; ")), row.dataset.id || ""]);
  if (short) table.classList.remove("whole");
  return csv([[...head, word("csv_id")], ...rows]);
}

const RANK = "●◐○";
const cellKey = (row, place) => row.cells[place].innerText.trim().replace(/^[●◐○]/, (mark) => RANK.indexOf(mark));
const asNumber = (text) => Number.parseFloat(text.replace(/\s/g, "").replace(",", "."));

/** Sort a table by a column: numbers by size, words as Swedish does; unknown values last either way. */
function sortTable(table, place, down) {
  const heading = table.tHead.rows[0].cells[place];
  if (!firstOrder.has(table)) firstOrder.set(table, all("tbody tr", table));
  const compare = heading.classList.contains("number")
    ? (one, other) => asNumber(one) - asNumber(other)
    : (one, other) => one.localeCompare(other, "sv");
  const rows = all("tbody tr", table).map((row, order) => ({ row, order, key: cellKey(row, place) }));
  rows.sort((one, other) => Number(!one.key) - Number(!other.key) || (down ? -1 : 1) * (one.key && other.key ? compare(one.key, other.key) : 0) || one.order - other.order);
  all("thead th", table).forEach((cell) => cell.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

/** The full name of a thing in a drawing, which stands once on the page. */
function nameThings() {
  all(".pic [data-thing]").forEach((group) => {
    if (NUMBER.has(group.dataset.thing)) group.prepend(svgEl("title", {}, DATA.nodes[NUMBER.get(group.dataset.thing)].label));
  });
}

function startViews() {
  nameThings();
  all("[data-save-svg]").forEach((button) => button.addEventListener("click", () => saveStill(byId(button.dataset.saveSvg))));
  all("[data-save-csv]").forEach((button) => button.addEventListener("click", () => download(button.dataset.saveCsv + ".csv", "text/csv;charset=utf-8", tableCsv(byId(button.dataset.saveCsv)))));
  all("table[data-sortable]").forEach((table) => all("thead th", table).forEach((heading, place) => {
    const button = el("button", { type: "button", class: "sort", click: () => askSort(table, place) }, heading.textContent);
    heading.replaceChildren(button);
  }));
  all(".pic-frame").forEach((frame) => frame.addEventListener("click", (event) => {
    const thing = event.target.closest("[data-thing]");
    if (thing && NUMBER.has(thing.dataset.thing)) openThing(thing.dataset.thing, frame);
  }));
}
