// --- parts of the whole: a plan by itself, counted on what its own documents say ---------------------------------

const PARTS = new Map(DATA.parts.map((part) => [part.id, part]));
const WHOLE = { measures: MEASURES, has: () => true, knows: () => true, touched: (measure) => TOUCHES.get(measure), lacks: (measure) => lacksOf(byId("sak-" + DATA.nodes[measure].id)) };
const opened = new Map();

/** What holds in the state that is shown: the whole, or the part that was chosen. */
function scope() {
  const part = PARTS.get(state.part);
  if (!part) return WHOLE;
  if (!opened.has(part.id)) opened.set(part.id, partScope(part));
  return opened.get(part.id);
}

function partScope(part) {
  const measures = (part.measures || []).slice().sort(byRank);
  const members = new Set(measures);
  const [documents, less, more] = ["documents", "less", "more"].map((name) => new Set(part[name] || []));
  const touched = new Map(measures.map((measure) => [measure, partTouches(part, measure)]));
  return {
    measures,
    has: (measure) => members.has(measure),
    knows: (place) => more.has(place) || (documents.has(documentOf(DATA.links[place])) && !less.has(place)),
    touched: (measure) => touched.get(measure) || new Map(),
    lacks: (measure) => part.lacks?.[measure]?.[state.layer ? 0 : 1] || WHOLE.lacks(measure),
  };
}

/** The best paths of a measure when only the part's documents speak. */
function partTouches(part, measure) {
  const found = new Map(TOUCHES.get(measure));
  (part.gone?.[measure] || []).forEach((thing) => found.delete(thing));
  (part.touches?.[measure] || []).forEach(([thing, steps]) => found.set(thing, pathOf(steps)));
  return found;
}

const documentOf = (record) => record.document ?? DATA.document;
const placeOf = (step) => (step >= 0 ? step : -1 - step);

/** The plans that a measure comes from, or its document where it is in none; nothing on a page of one plan. */
function originsOf(measure) {
  if (!DATA.spans) return [];
  const plans = STEPS_FROM.get(measure)
    .filter((step) => step >= 0 && linkOf(step).r === "partOf" && linkOf(step).status !== "rejected" && DATA.nodes[linkOf(step).t].kind === "Plan")
    .map(farEnd);
  const document_ = documentOf(DATA.nodes[measure]);
  return plans.length ? [...new Set(plans)].sort((one, other) => (DATA.nodes[one].id < DATA.nodes[other].id ? -1 : 1)) : [document_].filter((one) => one in DATA.nodes);
}

const originText = (measure) => originsOf(measure).map((one) => DATA.nodes[one].short).join(", ");
const standingTags = (measure) => DATA.nodes[measure].standing.map((why) => tag("beside", word(why)));

/** Where there are several plans, every file says which one a measure comes from, and whether it is outside them. */
const OF_SEVERAL = DATA.spans ? ["plan", "standing"] : [];
const ofSeveral = (measure) => (DATA.spans ? [originText(measure), DATA.nodes[measure].standing.map((why) => word(why)).join(", ")] : []);

/** Show what belongs to the part, and say so. */
function showPart() {
  all("[data-part]").forEach((block) => { block.hidden = block.dataset.part !== state.part; });
  const choice = byId("planval");
  if (!choice) return;
  choice.value = state.part;
  const name = choice.selectedOptions[0].textContent;
  byId("planval-rad").replaceChildren(...(state.part
    ? [word(state.view === "jamfor" ? "not_part" : "only_part", { name }) + " ", el("button", { type: "button", class: "quiet", click: () => go({ part: "" }) }, word("show_all"))]
    : []));
}

/** A gap that a part tells as the whole does stands once in the file; its row is copied, without the cell of plans. */
function copyGaps() {
  const rows = (block) => new Map(all("tbody tr", block).map((row) => [row.querySelector("a")?.hash.slice(5), row]));
  const whole = new Map(["orsaker-utan-atgard", "atgarder-utan-orsak"].map((id) => [id, rows(byId(id))]));
  all("tr[data-as]").forEach((row) => {
    const copy = whole.get(row.closest(".gap").id.replace(/-\d+$/, "")).get(row.dataset.as).cloneNode(true);
    copy.cells[2].remove();
    row.replaceWith(copy);
  });
}

function startParts() {
  copyGaps();
  byId("planval")?.addEventListener("change", (event) => go({ part: event.target.value }));
}
