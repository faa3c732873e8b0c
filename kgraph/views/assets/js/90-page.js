// --- the page: one render for every change of the address --------------------------------------------------------

const TITLE = document.title;
let drawnView = "", drawnAddress = null;

/** What the reader does is shown at once, in `go`: the browser's own word of the new address, which some give later, finds it drawn. */
function renderOnce() {
  if (location.hash !== drawnAddress) render();
}

function render() {
  const before = state;
  drawnAddress = location.hash;
  state = readAddress(location.hash);
  all("[data-view]").forEach((view) => { view.hidden = view.id !== state.view; });
  all("[data-on]").forEach((part) => { part.hidden = !part.dataset.on.split(" ").includes(state.view); });
  showMenu();
  if (byId("tolkade")) byId("tolkade").checked = state.layer;
  showPart();
  showTrees();
  showMatrices();
  showQuestion();
  showLists();
  showRows();
  showStanding();
  showPlaces();
  showFaded();
  showLong();
  SHOWS.forEach((show) => show());
  showNetwork();
  showPanel();
  showAnswerOnce();
  markScrolling();
  arrive(before);
  document.title = (state.view === "overlapp" && state.all.length ? byId("overlapp-rubrik").textContent + " · " : "") + TITLE;
}

/** What a canvas shows when it is drawn. */
async function drawnOn(board) {
  await new Promise(afterPaint);
  await program;
  return canvasContent(board);
}

let answered = "";

/** Draw the answer anew only when it is another one: opening details leaves list, picture and focus as they are.  The picture follows when the list is on the screen, unless it is gone to. */
function showAnswerOnce() {
  const question = JSON.stringify([questionOf(state), state.view === "overlapp"]);
  if (question === answered) return;
  answered = question;
  const found = showAnswer();
  if (state.view !== "overlapp") return;
  if (state.anchor) showPicture(found);
  else afterPaint(() => { if (answered === question) showPicture(found); });
}

/** A new view begins at its heading; a place in a view at its own. */
function arrive(before) {
  const place = state.anchor ? byId(state.anchor + "-rubrik") || byId(state.anchor) : null;
  if (place && (state.anchor !== before.anchor || drawnView !== state.view)) {
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  } else if (drawnView && drawnView !== state.view && !state.thing && !document.activeElement.closest("#fraga-rader")) {
    byId(state.view + "-rubrik").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  drawnView = state.view;
}

/** Links within the page: things open their details, views and places keep question and switch, the views' own links also area and words. */
function followLink(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const href = link.getAttribute("href");
  if (href.startsWith("#sak-")) openThing(href.slice(5), link);
  else if (href === "#innehall") byId("innehall").focus();
  else go({ ...followed(href), ...(link.closest(".views") ? { area: state.area, words: state.words, ...givenBack() } : {}) });
}

/** The board of this view in which something is highlighted. */
const litBoard = () => Object.values(BOARDS).find((board) => board.chosen !== null && board.root.closest("[data-view]").id === state.view);

function pressed(event) {
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    byId("sok").focus();
  } else if (event.key === "Escape" && (!typing || state.thing)) {
    if (state.thing && event.target.id !== "sok") closeThing();
    else if (litBoard()) choose(litBoard(), null);
    else if (state.all.length || state.not.length) clearQuestion();
  }
}

function start() {
  all("[data-view]").forEach((view) => { view.hidden = true; });
  document.documentElement.classList.add("scripted");
  [startMenu, ...STARTS, copyRows, startParts, startQuestion, startAnswer, startPicture, startNetwork, startSearch, startLists, startNumbers, startViews, startLong].forEach((begin) => begin());
  byId("tolkade")?.addEventListener("change", (event) => go({ layer: event.target.checked, own: "" }));
  byId("skriv-ut").addEventListener("click", () => window.print());
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", pressed);
  const byPointer = () => { document.documentElement.dataset.by = "pointer"; };
  byPointer();
  document.addEventListener("pointerdown", byPointer, true);
  document.addEventListener("keydown", () => { delete document.documentElement.dataset.by; }, true);
  window.addEventListener("popstate", renderOnce);
  window.addEventListener("hashchange", renderOnce);
  OVERLAY.addEventListener("change", coverPage);
  window.addEventListener("beforeprint", () => {
    const when = today();
    byId("utskrift").textContent = word("printed", { when }) + shownWords();
  });
  render();
}

window.kgraph = Object.freeze({ search: (text) => found(text).map((number) => DATA.nodes[number].id), offers: (text) => lookalikes(text).map((number) => DATA.nodes[number].id), picture: () => drawnOn(BOARDS.bild), network: () => drawnOn(BOARDS.nat), onScreen: (place) => BOARDS.bild.network.canvasToDOM(place) });
start();
})();
