// --- paper: what a screen scrolls or folds is laid out for A4, and taken back afterwards ----------------------------

/** So many columns of marks, or of numbers, fit an upright A4 beside the names. */
const across = (table) => ("overlaps" in table.dataset ? 16 : 10);

/** A matrix that is wider than the paper, as one table for each group of its columns; a row with nothing in a group is left out of it.  Buttons are not repeated on the next paper, so headings are plain words. */
function sheetsOf(table) {
  const total = table.tHead.rows[0].cells.length - 1;
  const size = Math.ceil(total / Math.ceil(total / across(table)));
  const firsts = Array.from({ length: Math.ceil(total / size) }, (_, group) => group * size + 1);
  return firsts.map((first) => {
    const last = Math.min(first + size - 1, total);
    const sheet = table.cloneNode(true);
    sheet.removeAttribute("id");
    sheet.classList.add("sheet");
    [...sheet.rows].forEach((row) => {
      [...row.cells].slice(1).forEach((cell, place) => { if (place + 1 < first || place + 1 > last) cell.remove(); });
      if (first > 1 && ![...row.cells].slice(1).some((cell) => /[^0\s]/.test(cell.textContent))) row.remove();
    });
    all("thead th", sheet).forEach((heading) => { heading.textContent = heading.textContent.trim(); });
    if (firsts.length > 1) sheet.prepend(el("caption", {}, word("columns_of", { first, last, total })));
    return sheet;
  });
}

/** The room of the network's picture on an upright A4 under the heading, and on one that lies down; it is printed on that where it gets larger. */
const ROOM = [[688, 635], [1017, 423]];

function turnPaper() {
  const picture = state.view === "natverk" && BOARDS.nat?.picture;
  const [upright, wide] = ROOM.map(([width, height]) => picture && Math.min(width / picture.width, height / picture.height, 1));
  document.documentElement.classList.toggle("wide-paper", wide > upright);
  if (picture && Math.max(upright, wide) < LEGIBLE) BOARDS.nat.part("svg-plats").append(...slicesOf(picture));
}

/** How much smaller letters may get on paper before a picture is cut into slices, and how high a slice is on a sheet of its own. */
const LEGIBLE = 0.6, SLICE = 900;

/** A picture too tall for one sheet, sheet by sheet as wide as the paper; what an edge cuts is whole on the next. */
function slicesOf({ width, height }) {
  const [across, first] = ROOM[0];
  const scale = Math.min(1, across / width);
  const slices = [];
  for (let top = 0, tall = first / scale; slices.length === 0 || top + BOX.row < height; top += tall - BOX.row, tall = SLICE / scale) {
    const slice = BOARDS.nat.part("svg-plats").querySelector("svg").cloneNode(true);
    const shown = Math.min(tall, height - top);
    Object.entries({ class: "slice", viewBox: `0 ${top} ${width} ${shown}`, height: shown }).forEach(([key, value]) => slice.setAttribute(key, value));
    slices.push(slice);
  }
  return slices;
}

function layOut() {
  turnPaper();
  all("table.grid").filter((table) => table.checkVisibility()).forEach((table) => table.after(...sheetsOf(table)));
  all(".reasons:not([open])").forEach((reasons) => { reasons.open = true; reasons.dataset.folded = ""; });
}

function foldUp() {
  all(".sheet, .slice").forEach((sheet) => sheet.remove());
  all("[data-folded]").forEach((reasons) => { reasons.open = false; delete reasons.dataset.folded; });
}

STARTS.push(() => {
  window.addEventListener("beforeprint", () => { foldUp(); layOut(); });
  window.addEventListener("afterprint", foldUp);
});
