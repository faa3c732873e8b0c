// --- the question: rows of native selects ---------------------------------------------------------------------

let draft = { all: ["", ""], not: [] };
let optionTemplate = null;
let rowsDrawn = "";

function options() {
  if (!optionTemplate) {
    optionTemplate = document.createDocumentFragment();
    optionTemplate.append(el("option", { value: "" }, word("choose")));
    for (const kind of DATA.touchable) {
      const things = DATA.nodes.map((_, number) => number).filter((number) => DATA.nodes[number].kind === kind).sort(byRank);
      optionTemplate.append(el("optgroup", { label: KINDS[kind][1] },
        things.map((number) => el("option", { value: DATA.nodes[number].id }, DATA.nodes[number].short))));
    }
  }
  return optionTemplate.cloneNode(true);
}

function askRow(list, place) {
  const not = list === "not";
  const total = draft[list].length;
  const joiner = not ? word("but_not") : place ? word(state.mode === "nagon" ? "or" : "and") : "";
  const choice = el("select", {
    "aria-label": word(not ? "thing_not" : "thing_number", { n: place + 1 }), "data-list": list, "data-place": place,
    change: (event) => { draft[list][place] = event.target.value; askedAnew(); },
  }, options());
  const removable = not || total > 2;
  return el("span", { class: "row" }, joiner && el("span", { class: "joiner" }, joiner + " "), choice,
    removable && el("button", { type: "button", class: "remove",
      click: () => { draft[list].splice(place, 1); askedAnew(); focusRow(list, Math.min(place, draft[list].length - 1)); } }, "×"));
}

/** Bring a row to its choice.  The row stays while the choice changes, so that a name can be typed in it letter by letter. */
function fillRow(row) {
  const choice = row.querySelector("select");
  const { list, place } = choice.dataset;
  if (choice.value !== draft[list][place]) choice.value = draft[list][place];
  const name = word("remove", { name: DATA.nodes[NUMBER.get(draft[list][place])]?.short || choice.getAttribute("aria-label") });
  all(".remove", row).forEach((button) => { button.title = name; button.setAttribute("aria-label", name); });
}

function focusRow(list, place) {
  (byId("fraga-rader").querySelector(`select[data-list="${list}"][data-place="${place}"]`) || byId("fraga-till")).focus();
}

/** The reader changed the question: rows that are still empty stay on the form, the rest goes to the address.  A second choice shows the answer below; the focus stays in the form. */
function askedAnew() {
  const chosen = (list) => [...new Set(draft[list].filter(Boolean))];
  const changes = { all: chosen("all"), not: chosen("not") };
  drawRows();
  go({ ...changes, view: state.view === "laget" && changes.all.length + changes.not.length < 2 ? "laget" : "overlapp" });
}

function drawRows() {
  const active = document.activeElement?.dataset || {};
  const shape = [state.mode, draft.all.length, draft.not.length].join();
  if (shape !== rowsDrawn) {
    byId("fraga-rader").replaceChildren(...draft.all.map((_, place) => askRow("all", place)), ...draft.not.map((_, place) => askRow("not", place)));
    if (active.list) focusRow(active.list, active.place);
    rowsDrawn = shape;
  }
  all(".row", byId("fraga-rader")).forEach(fillRow);
}

/** Bring the form to what the address says. */
function showQuestion() {
  const same = (list) => [...new Set(draft[list].filter(Boolean))].join() === state[list].join();
  if (!same("all") || !same("not")) {
    draft = { all: [...state.all, "", ""].slice(0, Math.max(2, state.all.length)), not: [...state.not] };
  }
  drawRows();
  byId("fraga-lage").value = state.mode;
  byId("fraga-lage-rad").hidden = draft.all.filter(Boolean).length < 2;
  byId("fraga-rensa").hidden = !state.all.length && !state.not.length;
  byId("fraga-visa").hidden = state.view === "overlapp";
}

function startQuestion() {
  byId("fraga-till").addEventListener("click", () => { draft.all.push(""); drawRows(); focusRow("all", draft.all.length - 1); });
  byId("fraga-inte").addEventListener("click", () => { draft.not.push(""); drawRows(); focusRow("not", draft.not.length - 1); });
  byId("fraga-lage").addEventListener("change", (event) => go({ mode: event.target.value }));
  byId("fraga-rensa").addEventListener("click", clearQuestion);
  byId("fraga-form").addEventListener("submit", (event) => { event.preventDefault(); go({ view: "overlapp" }); });
}

function clearQuestion() {
  draft = { all: ["", ""], not: [] };
  go({ all: [], not: [], mode: "alla" });
  focusRow("all", 0);
}
