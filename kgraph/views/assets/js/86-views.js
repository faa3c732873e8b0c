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

const plain = (part) => part.innerText.trim().replace(/\s*\n\s*/g, "; ");

/** What a cell says, item by item; before a number with interpreted links the one that the plan states, as on the screen. */
function said(cell) {
  const items = all(".each", cell);
  return (items.length ? items : [cell]).filter((item) => item.checkVisibility()).map((item) => {
    const number = state.layer && all("[data-stated]", item).find((one) => one.checkVisibility() && !one.dataset.all.includes(" · "));
    return number ? plain(item).replace(/\S+$/, `${number.dataset.stated} · ${number.dataset.all}`) : plain(item);
  }).join("; ");
}

/** Heading and rows, in which a number told in both ways has two columns. */
function inColumns(headings, rows) {
  const ways = headings.map((heading, place) => heading.classList.contains("number") && rows.some((row) => row[place].includes(" · ")) ? ["csv_stated", "csv_every"] : []);
  const spread = (row) => row.flatMap((cell, place) => ways[place].length ? [cell.split(" · ")[0], cell.split(" · ").at(-1)] : [cell]);
  const head = headings.map(plain).flatMap((column, place) => ways[place].length ? ways[place].map((key) => word(key, { column })) : [column]);
  return [head, ...rows.map(spread)];
}

/** Every pair of actors, as the table tells the strongest of them. */
function everyPair() {
  const count = (layer, ids) => scope().measures.filter((measure) => ids.every((id) => playsRole(measure, "measures", id, layer))).length;
  const told = (...ids) => [...new Set(state.layer ? [count(false, ids), count(true, ids)] : [count(false, ids)])].join(" · ");
  const pairs = rowsOf("par.Actor", state.layer).map((number) => thingsOf("par", number).map((one) => DATA.nodes[one]));
  return pairs.map((pair) => ({ pair, ids: pair.map(({ id }) => id), name: pair.map(({ short }) => short).join(` ${word("and")} `) }))
    .sort((one, other) => count(true, other.ids) - count(true, one.ids) || one.name.localeCompare(other.name, "sv"))
    .map(({ ids, name }) => [name, told(...ids), ...ids.map((id) => told(id))]);
}

/** The rows of a table that are shown, as they stand; of the strongest pairs all the others too. */
function tableCsv(table) {
  const headings = all("thead th", table);
  if (table.id.startsWith("aktorer-collaboration")) return csv(inColumns(headings, everyPair()));
  const short = !table.classList.contains("whole");
  table.classList.add("whole");
  const rows = all("tbody tr", table).filter((row) => row.checkVisibility());
  const [head, ...told] = inColumns(headings, rows.map((row) => [...row.cells].map(said)));
  if (short) table.classList.remove("whole");
  const ids = rows.some((row) => row.dataset.id) ? [word("csv_id"), ...rows.map((row) => row.dataset.id || "")] : [];
  return csv([head, ...told].map((row, place) => [...row, ...ids.slice(place, place + 1)]));
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
