// --- the data: things, links and best paths, all by number --------------------------------------------------

const DATA = JSON.parse(byId("data").textContent);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const KINDS = Object.fromEntries(DATA.kinds.map(([name, ...words]) => [name, words.map(capital)]));
const RELATIONS = Object.fromEntries(DATA.relations.map(([name, ...words]) => [name, words]));
const given = (value) => (value === "" ? undefined : value);
DATA.nodes = DATA.nodes.map(([id, kind, short, label, at, document_, fields, unknown, lacks, standing]) => ({
  id, kind: DATA.kinds[kind][0], short, label: label || short, at: DATA.places[at], document: given(document_), fields: pairs(fields || []),
  unknown: unknown || [], lacks: lacks || [], standing: standing || [],
}));
function pairs(flat) {
  return flat.flatMap((value, place) => (place % 2 ? [[DATA.own_fields[flat[place - 1]], value]] : []));
}
DATA.network.nodes = DATA.network.nodes.map(([id, level, y]) => ({ id, level, y }));
DATA.network.edges = DATA.network.edges.map(([from, to, dashes]) => ({ from, to, ...(dashes ? { dashes: true } : {}) }));
const rationale = (place) => byId("tolk-" + place)?.cells[1].textContent;
DATA.links = DATA.links.map(([s, r, t, status, at, document_, why, note], place) => ({
  s, r: DATA.relations[r][0], t, status: DATA.statuses[status], at: DATA.places[at], why: why || rationale(place), note, document: given(document_),
}));
const NUMBER = new Map(DATA.nodes.map((node, number) => [node.id, number]));
const AREAS = new Set(["CrimeArea", "FocusArea", "GoalArea"]);
const HUBS = new Set(["Plan", "PlanTable", "Source", "Municipality", "Assessment", "LegalRequirement"]);

const linkOf = (step) => DATA.links[step >= 0 ? step : -1 - step];
const farEnd = (step) => (step >= 0 ? linkOf(step).t : linkOf(step).s);
const isFirm = (link) => link.status === "stated" || link.status === "confirmed";

const pathOf = (steps) => ({ steps, stated: steps.every((step) => isFirm(linkOf(step))) });
/** measure → thing → {steps, stated}: what a measure touches and the best path to it. */
const TOUCHES = new Map(Object.entries(DATA.touches).map(([measure, found]) => [
  Number(measure),
  new Map(found.map(([thing, steps]) => [thing, pathOf(steps)])),
]));
const byRank = (one, other) => one - other;
const MEASURES = [...TOUCHES.keys()].sort(byRank);

/** The links at each thing, as steps from it. */
const STEPS_FROM = new Map(DATA.nodes.map((_, number) => [number, []]));
DATA.links.forEach((link, place) => {
  STEPS_FROM.get(link.s).push(place);
  STEPS_FROM.get(link.t).push(-1 - place);
});

function touches(measure, thing, interpreted) {
  const path = scope().touched(measure).get(thing);
  return path !== undefined && (interpreted || path.stated);
}

const ONE_SOURCE = DATA.nodes.filter((node) => node.kind === "Source").length < 2;

/** Where a record stands in its source, in words; the document is named where there are several, or on demand. */
function cited(record, named = !ONE_SOURCE) {
  const document = DATA.nodes[record.document ?? DATA.document];
  return [named && document ? document.short : "", record.at].filter(Boolean).join(", ");
}

function homes(measure, interpreted = true) {
  return STEPS_FROM.get(measure)
    .filter((step) => step >= 0 && linkOf(step).r === "homeArea" && scope().knows(step) && (interpreted ? linkOf(step).status !== "rejected" : isFirm(linkOf(step))))
    .map(farEnd)
    .sort(byRank);
}

/** A path as text: "hör hemma i Narkotika, som har betydelse för Nyrekrytering". */
function pathText(steps) {
  return steps.map((step) => {
    const link = linkOf(step);
    const note = isFirm(link) ? "" : " (" + word("read_as") + ")";
    return RELATIONS[link.r][step >= 0 ? 0 : 1] + note + " " + DATA.nodes[farEnd(step)].short;
  }).join(", " + word("which") + " ");
}

/** The same path as elements: every thing a link, every interpretation marked, every link with its source. */
function pathElements(steps) {
  const made = [];
  steps.forEach((step, place) => {
    const link = linkOf(step);
    if (place) made.push(", " + word("which") + " ");
    made.push(RELATIONS[link.r][step >= 0 ? 0 : 1] + " ");
    if (!isFirm(link)) made.push(tag("interpreted", word("read_as")), " ");
    made.push(thingLink(farEnd(step)));
  });
  return made;
}

function pathSources(steps) {
  return [...new Set(steps.map((step) => cited(linkOf(step))).filter(Boolean))].join("; ");
}
