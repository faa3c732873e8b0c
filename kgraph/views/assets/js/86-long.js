// --- tables too long to be laid out at once: the first rows, and a button for the rest -----------------------------------

const MOST_ROWS = 250;
const LONG = new Map();

/** On a screen the style sheet shows the first rows that the filters leave; paper and files get them all. */
function startLong() {
  all("table[data-sortable]").filter((table) => table.tBodies[0].rows.length > MOST_ROWS).forEach((table) => {
    const note = el("p", { class: "long-note script-only", hidden: true });
    table.classList.add("long");
    table.parentElement.after(note);
    LONG.set(table, note);
  });
}

function showLong() {
  LONG.forEach((note, table) => {
    if (table.closest("[data-view]").id !== state.view) return;
    const left = all("tbody tr:not([hidden])", table).length;
    note.hidden = left <= MOST_ROWS || table.classList.contains("whole");
    note.replaceChildren(word("first_rows", { most: MOST_ROWS }) + " ", el("button", { type: "button", class: "quiet", click: () => { table.classList.add("whole"); note.hidden = true; } }, word("every_row", { n: left })));
  });
}
