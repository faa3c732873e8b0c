// --- the data: things, links and best paths, all by number --------------------------------------------------

const DATA = JSON.parse(byId("data").textContent);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const RANKS = new Map(DATA.kinds.map(([name], place) => [name, DATA.ranks[place]]));
const KINDS = Object.fromEntries(DATA.kinds.map(([name, ...words]) => [name, words.map(capital)]));
const RELATIONS = Object.fromEntries(DATA.relations.map(([name, ...words]) => [name, words]));
const given = (value) => (value === "" ? undefined : value);
DATA.nodes = DATA.nodes.map((row) => Object.fromEntries(row.map((value, place) => [DATA.keys[place], value]).filter(([, value]) => value !== "")));
const FIELDS = Object.fromEntries(DATA.fields);
DATA.nodes.forEach((node) => {
  const read = (node.read || []).map((place) => DATA.fields[place][0]);
  node.fields = pairs(node.fields || []).map(([field, value]) => [field, value, read.includes(field)]);
  node.unknown = (node.unknown || []).map((place) => DATA.fields[place][0]);
  node.standing = node.standing || [];
  node.kind = DATA.kinds[node.kind][0];
  node.at = DATA.places[node.at];
  node.label = node.label || byId("sak-" + node.id)?.querySelector("th .small")?.textContent || node.short;
});
function pairs(flat) {
  return flat.flatMap((value, place) => (place % 2 ? [[DATA.fields[flat[place - 1]][0], value]] : []));
}
/** Numbers that are told as steps, each from the one before. */
const summed = (steps) => { let number = 0; return steps.map((step) => (number += step)); };
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

/** What an interpreted link is called: a proposal that nobody has read has no document behind it. */
const readAs = (link, said = "read_as") => word(link.status === "interpreted" && link.document === -1 ? "unread" : said);

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
    const note = isFirm(link) ? "" : " (" + readAs(link) + ")";
    return RELATIONS[link.r][step >= 0 ? 0 : 1] + note + " " + DATA.nodes[farEnd(step)].short;
  }).join(", " + word("which") + " ");
}

/** The same path as elements: every thing a link, every interpretation marked. */
function pathElements(steps) {
  const made = [];
  steps.forEach((step, place) => {
    const link = linkOf(step);
    if (place) made.push(", " + word("which") + " ");
    made.push(RELATIONS[link.r][step >= 0 ? 0 : 1] + " ");
    if (!isFirm(link)) made.push(tag("interpreted", readAs(link)), " ");
    made.push(thingLink(farEnd(step)));
  });
  return made;
}

/** Every statement that bears a step: the same link, as firm, wherever it is made. */
function statements(step) {
  const { s, r, t, status } = linkOf(step);
  const firm = isFirm(linkOf(step));
  return STEPS_FROM.get(s).filter((other) => other >= 0).map(linkOf)
    .filter((link) => link.r === r && link.t === t && isFirm(link) === firm && (link.status !== "rejected" || status === "rejected"));
}

/** Where the links of a path stand: each place once, in order. */
function pathSources(steps) {
  return [...new Set(steps.flatMap(statements).filter((link) => link.at).map((link) => cited(link)))].join("; ");
}

/** Why the interpreted links of a path were read so. */
function pathReasons(steps) {
  return [...new Set(steps.flatMap(statements).filter((link) => !isFirm(link)).map((link) => link.why).filter(Boolean))];
}
