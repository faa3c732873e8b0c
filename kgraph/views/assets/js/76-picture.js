// --- a picture and its controls: which form, what is highlighted; one for the answer, one for the network ---------------

/** A picture's place on the page: `prefix` begins the ids of its parts, `title` and `file` are what a saved one is called. */
function makeBoard(prefix, title, file) {
  return {
    root: byId(prefix), part: (name) => byId(prefix + "-" + name), title, file, picture: null, chosen: null, network: null, width: 0, table: pictureTable,
    form: () => document.querySelector(`input[name=${prefix}-som]:checked`).value.replace("n-", ""),
  };
}

const BOARDS = { bild: makeBoard("bild", () => byId("overlapp-rubrik").textContent, "file_answer") };
if (byId("nat")) BOARDS.nat = makeBoard("nat", () => byId("nat-rubrik").textContent, "file_network");

function showPicture(found) {
  const board = BOARDS.bild;
  const picture = readable(found);
  byId("till-bild").hidden = !picture;
  byId("bild-for-stor").hidden = Boolean(picture) || !found || !shownRows(found, state.layer).length;
  byId("bild-for-stor").textContent = word("picture_large", { most: LARGEST });
  showBoard(board, picture);
}

/** The picture of an answer; none of an empty answer, nor of more things than can be told apart. */
function readable(found) {
  const { length } = found ? shownRows(found, state.layer) : [];
  if (!length || length > LARGEST) return null;
  const picture = pictureOf(found);
  return picture.nodes.length > LARGEST ? null : picture;
}

/** Show a picture on its board; none hides the board. */
function showBoard(board, picture) {
  board.picture = picture;
  board.root.hidden = !picture;
  if (!picture) return;
  if (!picture.nodes.some((node) => node.thing === board.chosen)) board.chosen = null;
  focusOptions(board);
  all(".legend-other", board.root).forEach((item) => { item.hidden = !picture.nodes.some((node) => node.kind === "other"); });
  drawPicture(board);
}

function focusOptions({ picture, chosen, part }) {
  const things = picture.nodes.map((node) => node.thing);
  const groups = picture.columns.map((column) => el("optgroup", { label: word("column_" + column.name) },
    [...column.things].sort(byRank).map((thing) => el("option", { value: thing }, DATA.nodes[thing].short))));
  part("fokus").replaceChildren(el("option", { value: "" }, word("everything")), ...groups);
  part("fokus").value = things.includes(chosen) ? String(chosen) : "";
}

/** Around a thing the area fades what is not at home there; an answer is narrowed before it is drawn. */
function inChosenArea({ picture, part }, kept) {
  part("not").hidden = !(picture.every ? state.area : picture.note);
  part("not").textContent = picture.note || "";
  if (!picture.every) return kept;
  if (!state.area) return kept;
  part("not").textContent = word("faded", { name: DATA.nodes[NUMBER.get(state.area)].short });
  return new Set(picture.nodes.map(({ thing }) => thing).filter((thing) => (!kept || kept.has(thing)) && (picture.asked.has(thing) || isWanted(DATA.nodes[thing].id, false))));
}

/** The still picture and the table are always there (for print and for those who choose them); the canvas when it is shown. */
function drawPicture(board) {
  const { picture, part } = board;
  const kept = inChosenArea(board, highlighted(picture, board.chosen, Number(part("steg").value)));
  const form = board.form();
  part("steg").parentElement.hidden = board.chosen === null;
  board.root.dataset.form = form;
  part("svg-plats").replaceChildren(drawSvg(picture, kept));
  part("tabell").replaceChildren(board.table(picture));
  nameCells(part("tabell"));
  part("laddar").textContent = "";
  if (form === "natverk") drawCanvas(board, kept);
  ["ut", "in", "allt"].forEach((name) => { part(name).hidden = form !== "natverk"; });
  markScrolling();
}

/** Highlight a thing and open its details; null takes the highlight away. */
function choose(board, thing) {
  board.chosen = thing;
  board.part("fokus").value = thing === null ? "" : String(thing);
  drawPicture(board);
  if (thing !== null) openThing(DATA.nodes[thing].id, board.part("fokus"));
}

const startPicture = () => Object.values(BOARDS).forEach(startBoard);

function startBoard(board) {
  const { part, root } = board;
  const draw = () => drawPicture(board);
  if (window.matchMedia("(max-width: 700px)").matches) root.querySelector("input[value$=tabell]").checked = true;
  all("input[type=radio]", root).forEach((input) => input.addEventListener("change", draw));
  part("fokus").addEventListener("change", (event) => { board.chosen = event.target.value === "" ? null : Number(event.target.value); draw(); });
  part("steg").addEventListener("change", draw);
  part("in").addEventListener("click", () => zoom(board, 1.25));
  part("ut").addEventListener("click", () => zoom(board, 0.8));
  part("allt").addEventListener("click", draw);
  part("svg").addEventListener("click", () => saveSvg(board));
  part("svg-plats").addEventListener("click", (event) => {
    const group = event.target.closest("[data-thing]");
    choose(board, group ? NUMBER.get(group.dataset.thing) : null);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => board.picture && draw());
  let waiting = 0;
  new ResizeObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => { if (board.picture && board.form() === "natverk" && ![0, board.width].includes(part("natverk").clientWidth)) draw(); }, 100);
  }).observe(part("natverk"));
}
