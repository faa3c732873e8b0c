// --- the picture's controls: which form, what is highlighted ---------------------------------------------------

let picture = null;
let chosen = null;
const pictureForm = () => document.querySelector("input[name=bild-som]:checked").value;

function showPicture(found) {
  const rows = found ? shownRows(found, state.layer) : [];
  byId("bild").hidden = !rows.length;
  byId("till-bild").hidden = !rows.length;
  if (!rows.length) { picture = null; return; }
  picture = pictureOf(found);
  if (!picture.nodes.some((node) => node.thing === chosen)) chosen = null;
  focusOptions();
  const note = byId("bild-not");
  const causes = picture.columns.some((column) => column.name === "cause");
  note.hidden = causes || state.layer;
  note.textContent = note.hidden ? "" : word("picture_no_causes");
  all(".legend-other").forEach((item) => { item.hidden = !picture.nodes.some((node) => node.kind === "other"); });
  drawPicture();
}

function focusOptions() {
  const things = picture.nodes.map((node) => node.thing);
  const groups = picture.columns.map((column) => el("optgroup", { label: word("column_" + column.name) },
    [...column.things].sort(byRank).map((thing) => el("option", { value: thing }, DATA.nodes[thing].short))));
  byId("bild-fokus").replaceChildren(el("option", { value: "" }, word("everything")), ...groups);
  byId("bild-fokus").value = things.includes(chosen) ? String(chosen) : "";
}

/** The still picture and the table are always there (for print and for those who choose them); the canvas when it is shown. */
function drawPicture() {
  const kept = highlighted(picture, chosen, Number(byId("bild-steg").value));
  const form = pictureForm();
  byId("bild").dataset.form = form;
  byId("bild-svg-plats").replaceChildren(drawSvg(picture, kept));
  byId("bild-tabell").replaceChildren(pictureTable(picture));
  nameCells();
  if (form === "natverk") drawCanvas(picture, kept);
  [byId("bild-ut"), byId("bild-in"), byId("bild-allt")].forEach((button) => { button.hidden = form !== "natverk"; });
}

/** Highlight a thing and open its details; null takes the highlight away. */
function choose(thing) {
  chosen = thing;
  byId("bild-fokus").value = thing === null ? "" : String(thing);
  drawPicture();
  if (thing !== null) openThing(DATA.nodes[thing].id, byId("bild-fokus"));
}

function startPicture() {
  if (window.matchMedia("(max-width: 700px)").matches) document.querySelector("input[value=tabell]").checked = true;
  all("input[name=bild-som]").forEach((input) => input.addEventListener("change", drawPicture));
  byId("bild-fokus").addEventListener("change", (event) => { chosen = event.target.value === "" ? null : Number(event.target.value); drawPicture(); });
  byId("bild-steg").addEventListener("change", drawPicture);
  byId("bild-in").addEventListener("click", () => zoom(1.25));
  byId("bild-ut").addEventListener("click", () => zoom(0.8));
  byId("bild-allt").addEventListener("click", drawPicture);
  byId("bild-svg").addEventListener("click", saveSvg);
  byId("bild-svg-plats").addEventListener("click", (event) => {
    const group = event.target.closest("[data-thing]");
    choose(group ? NUMBER.get(group.dataset.thing) : null);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture && drawPicture());
  let waiting = 0;
  new ResizeObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => { if (picture && pictureForm() === "natverk" && ![0, networkWidth].includes(byId("bild-natverk").clientWidth)) drawPicture(); }, 100);
  }).observe(byId("bild-natverk"));
}
