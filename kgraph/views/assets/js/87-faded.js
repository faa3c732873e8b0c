// --- pictures under the filter of areas: what does not belong to the area is faded, and a line beside says so ---------------

const NOTES = new WeakMap();

/** The line above a picture that says what is faded in it; made when it is first needed. */
function noteOf(frame) {
  if (!NOTES.has(frame)) {
    NOTES.set(frame, el("p", { class: "note pic-note", id: frame.id + "-not" }));
    frame.before(NOTES.get(frame));
    frame.setAttribute("aria-describedby", frame.id + "-not");
  }
  return NOTES.get(frame);
}

/** A cause tree is of one area, and the others are not shown: nothing in it is faded. */
function showFaded() {
  if (state.view === "orsaker") return;
  const known = new Map();
  const lit = (id) => {
    if (!known.has(id)) known.set(id, isWanted(id, false));
    return known.get(id);
  };
  all(".pic-frame", byId(state.view)).filter((frame) => !frame.closest("[data-part]")?.hidden && (state.area || NOTES.has(frame))).forEach((frame) => {
    const drawn = all("[data-thing]", frame);
    drawn.forEach((group) => group.classList.toggle("faded", !lit(group.dataset.thing)));
    all("[data-ask]", frame).filter((cell) => !cell.closest("[data-thing]")).forEach((cell) => cell.classList.toggle("faded", !(cell.between || []).some(lit)));
    const values = { name: state.area && DATA.nodes[NUMBER.get(state.area)].short };
    noteOf(frame).textContent = !state.area ? "" : word(drawn.length ? "faded" : "not_faded", values);
  });
}

/** What is named in the row of a place stays while it belongs to the area. */
function showPlaces() {
  if (state.view === "plats") all("#plats .each").forEach((one) => { one.hidden = !isWanted(one.dataset.to, false); });
}
