// --- details of one thing ---------------------------------------------------------------------------------------

let opener = null;

/** Open the details; focus comes back to `from` (or to what has it now) when they are closed. */
function openThing(id, from) {
  opener = from || document.activeElement;
  go({ thing: id });
}

const closeThing = () => go({ thing: "" });

/** Back to where the reader was; the link may have been drawn anew meanwhile, then the one to the same thing is as good. */
function giveFocusBack() {
  const href = opener?.getAttribute?.("href");
  const same = href ? all(`main a[href="${CSS.escape(href)}"]`).find((link) => link.checkVisibility()) : null;
  const there = opener && document.contains(opener) && opener !== document.body;
  (there ? opener : same || byId("innehall")).focus({ preventScroll: true });
  opener = null;
}

let shownThing = "";
const OVERLAY = window.matchMedia("(max-width: 1100px)");

function showPanel() {
  const panel = byId("detalj");
  const number = NUMBER.get(state.thing);
  panel.hidden = number === undefined;
  document.documentElement.classList.toggle("has-panel", !panel.hidden);
  coverPage();
  if (panel.hidden) {
    if (shownThing) giveFocusBack();
    shownThing = "";
    return;
  }
  panel.replaceChildren(...panelParts(number));
  if (shownThing !== state.thing) {
    panel.scrollTop = 0;
    byId("detalj-namn").focus({ preventScroll: true });
  }
  shownThing = state.thing;
}

/** Where the details lie over the page, the page below them cannot be reached until they are closed. */
function coverPage() {
  const panel = byId("detalj");
  const covered = OVERLAY.matches && !panel.hidden;
  all(".skip, header, main, footer").forEach((part) => { part.inert = covered; });
  if (covered) panel.setAttribute("role", "dialog");
  else panel.removeAttribute("role");
  if (covered) panel.setAttribute("aria-modal", "true");
  else panel.removeAttribute("aria-modal");
}

function panelParts(number) {
  const node = DATA.nodes[number];
  const touchable = DATA.touchable.includes(node.kind);
  return [
    el("div", { class: "panel-head" }, el("p", { class: "eyebrow" }, KINDS[node.kind][0]),
      el("button", { type: "button", class: "quiet", click: closeThing }, word("close"))),
    el("h2", { id: "detalj-namn", tabindex: "-1" }, node.label),
    node.label !== node.short && el("p", { class: "small" }, node.short),
    node.kind === "Measure" && DATA.spans && el("p", { class: "origin" }, originText(number), " ", ...standingTags(number)),
    ...lackParts(number),
    ...maybeResponsible(number),
    ...carriedBy(number),
    ...latestNoted(number),
    touchable && el("p", {}, el("a", { class: "ask-link", href: "#overlapp;alla=" + node.id }, word("ask_about"))),
    BOARDS.nat && el("p", {}, el("a", { class: "ask-link", href: "#natverk;kring=" + node.id }, word("show_in_network"))),
    ...factParts(node),
    ...linkParts(number),
  ].filter(Boolean);
}

function lackParts(number) {
  const node = DATA.nodes[number];
  const lost = node.unknown;
  const lacks = [...scope().lacks(number).map((lack) => "lack_" + lack), ...causeLacks(number)].filter((key) => key in WORDS);
  const parts = [];
  if (lacks.length) parts.push(el("p", { class: "lack" }, el("b", {}, word("missing") + ": "), lacks.map((key) => word(key)).join(", ")));
  if (lost.length) {
    const names = lost.map((field) => FIELDS[field]).join(", ");
    parts.push(el("p", { class: "lack" }, el("b", {}, word("lost") + ": "), names));
  }
  return parts;
}

/** Whether the part that is chosen says anything of a thing; of others it cannot say what they lack. */
const speaksOf = (number) => (DATA.nodes[number].kind === "Measure" ? scope().has(number) : STEPS_FROM.get(number).some((step) => scope().knows(placeOf(step))));

/** A measure without a cause, a cause without a measure: missing, or there by interpretation only. */
function causeLacks(number) {
  const kind = DATA.nodes[number].kind;
  if (kind !== "Measure" && kind !== "Cause") return [];
  const name = kind === "Measure" ? "lack_cause" : "lack_measure";
  const { measures, touched } = speaksOf(number) ? scope() : WHOLE;
  const has = (layer) => (kind === "Measure"
    ? [...touched(number)].some(([thing, path]) => DATA.nodes[thing].kind === "Cause" && (layer || path.stated))
    : measures.some((measure) => {
      const path = touched(measure).get(number);
      return path && isOwnCause(number, path) && (layer || path.stated);
    }));
  if (has(false)) return [];
  if (DATA.level === "open") return [name + "_open"];
  return [has(true) ? name + "_stated" : name];
}

function factParts(node) {
  const source = cited(node) && [el("dt", {}, word("source")), el("dd", {}, cited(node, true))];
  if (!node.fields.length && !source) return [];
  return [el("h3", {}, word("about_thing")), factList(node.fields, node.why, source)];
}

const factList = (fields, why, more) => el("dl", {}, fields.map(([field, value, read]) => [el("dt", {}, FIELDS[field]), el("dd", {}, read ? readValue(value, why) : value)]).flat(), more);

/** What the latest follow-up of a measure says, in the order of `kgraph followup`. */
function latestNoted(number) {
  if (DATA.nodes[number].kind !== "Measure") return [];
  const when = (step) => DATA.nodes[farEnd(step)].fields.find(([field]) => field === "date")?.[1] ?? "";
  const key = (step) => when(step) + " " + DATA.nodes[farEnd(step)].id;
  const [latest] = STEPS_FROM.get(number).filter((step) => step < 0 && linkOf(step).r === "followsUp" && isKnown(step)).sort((one, other) => (key(one) < key(other) ? 1 : -1));
  if (latest === undefined) return [];
  const { fields, why } = DATA.nodes[farEnd(latest)];
  const facts = ["date", "measure_status", "role", "note"].flatMap((name) => fields.filter(([field]) => field === name));
  return [el("section", { id: "detalj-uppfoljning" }, el("h3", {}, word("latest_follow_up"), " ", !isFirm(linkOf(latest)) && tag("interpreted", readAs(linkOf(latest)))),
    factList(facts, why), el("p", {}, thingLink(farEnd(latest), word("whole_follow_up"))))];
}

/** A value that no source states: marked, with the reason; without interpretations it is not told. */
function readValue(value, why) {
  if (!state.layer) return [tag("interpreted", word("read_as")), " ", word("value_hidden")];
  return [value, " ", tag("interpreted", word("read_as")), why && el("p", { class: "why" }, why)].filter(Boolean);
}

/** The measures that an actor takes part in and whose text has lost who is responsible. */
const isLost = (measure) => DATA.nodes[measure].unknown.includes("responsible");

function maybeResponsible(number) {
  const lost = new Set(STEPS_FROM.get(number).filter((step) => step >= 0 && linkOf(step).r === "takesPartIn").map(farEnd).filter(isLost));
  return lost.size ? [el("p", { class: "lack" }, word("maybe_responsible", { n: lost.size, name: DATA.nodes[number].short }))] : [];
}

const measuresCarried = (actor, layer) => scope().measures.filter((measure) => standsBehind(measure, layer).everyone.has(actor));

/** The causes that only the measures of an actor meet, as the library counts them. */
function causesCarried(actor, layer) {
  const { measures, touched } = scope();
  const own = new Set(measuresCarried(actor, layer));
  const met = new Map();
  measures.forEach((measure) => touched(measure).forEach((path, thing) => {
    if (DATA.nodes[thing].kind === "Cause" && isOwnCause(thing, path) && (layer || path.stated)) met.set(thing, [...(met.get(thing) || []), measure]);
  }));
  return [...met].filter(([, ones]) => ones.every((one) => own.has(one))).map(([thing]) => thing);
}

/** How many measures an actor has a part in, and how many causes only these meet; each number opens its list. */
function carriedBy(number) {
  if (DATA.nodes[number].kind !== "Actor" || !measuresCarried(number, true).length) return [];
  const { id } = DATA.nodes[number];
  const opened = (count, list, way) => {
    const href = list + id + ";tolkade=" + way;
    return count ? el("a", { class: "opens", href, title: opens(href) }, String(count)) : "0";
  };
  const numbered = Object.fromEntries([["stated", 0], ["all", 1]].flatMap(([way, layer]) => [
    ["measures_" + way, opened(measuresCarried(number, Boolean(layer)).length, "#atgarder;urval=roll.measures.", layer)],
    ["causes_" + way, opened(causesCarried(number, Boolean(layer)).length, "#lista;urval=bara.", layer)],
  ]));
  return [el("p", { id: "detalj-bar" }, worded(DATA.level === "open" ? "carried_open" : "carried", numbered))];
}

/** What a link is listed under: its reading; where an actor takes part, also whether it may be responsible. */
function groupOf(step, split) {
  const reading = RELATIONS[linkOf(step).r][step >= 0 ? 0 : 1];
  if (!split || step < 0 || linkOf(step).r !== "takesPartIn") return reading;
  return reading + " – " + word(isLost(wholeOf(step) ?? farEnd(step)) ? "who_lost" : "who_known");
}

/** A cause among the neighbours of an area says when it has no measure. */
function gapTag(from, number) {
  if (!AREAS.has(DATA.nodes[from].kind) || DATA.nodes[number].kind !== "Cause") return null;
  const [lack] = causeLacks(number);
  if (!lack || (state.layer && lack === "lack_measure_stated")) return null;
  const key = lack.replace("lack_measure", "gap");
  return tag({ gap_stated: "interpreted", gap_open: "plain", gap: "gap" }[key], word(key));
}

/** Neighbours by the way the link reads, with status, source and rationale of each link. */
function linkParts(number) {
  const steps = STEPS_FROM.get(number).filter((step) => state.layer || linkOf(step).status !== "interpreted");
  const hidden = STEPS_FROM.get(number).length - steps.length;
  const [own, others] = [true, false].map((wanted) => steps.filter((step) => scope().knows(placeOf(step)) === wanted));
  const parts = groupParts(number, own);
  if (hidden && DATA.level === "internal") parts.push(el("p", { class: "note" }, word("hidden_links", { n: hidden })));
  const name = byId("planval")?.selectedOptions[0].textContent;
  return [
    ...(parts.length ? [el("h3", {}, state.part ? word("said_by_chosen", { name }) : word("links_heading")), ...parts] : []),
    ...(others.length ? [el("h3", {}, word("said_by_others")), ...groupParts(number, others)] : []),
  ];
}

/** Some links of a thing under the way they read. */
function groupParts(number, steps) {
  const groups = new Map();
  const split = maybeResponsible(number).length > 0;
  for (const step of steps) {
    const reading = groupOf(step, split);
    groups.set(reading, [...(groups.get(reading) || []), step]);
  }
  return [...groups].map(([reading, ones]) => el("section", { class: "neighbours" }, el("h4", {}, reading),
    el("ul", {}, ones.sort((one, other) => byRank(listedAs(one, number), listedAs(other, number)) || byRank(wholeOf(one) ?? -1, wholeOf(other) ?? -1)).map((step) => linkItem(step, number)))));
}

/** The measure that a neighbour is a part of; undefined where it is none. */
function wholeOf(step) {
  const part = farEnd(step);
  if (DATA.nodes[part].kind !== "SubActivity") return undefined;
  const up = STEPS_FROM.get(part).find((one) => one >= 0 && linkOf(one).r === "partOf" && linkOf(one).status !== "rejected" && DATA.nodes[farEnd(one)].kind === "Measure");
  return up === undefined ? undefined : farEnd(up);
}

/** What a neighbour is listed as: among the neighbours of an actor a part stands under its measure. */
const listedAs = (step, from) => (DATA.nodes[from].kind === "Actor" ? wholeOf(step) ?? farEnd(step) : farEnd(step));

function linkItem(step, from) {
  const link = linkOf(step);
  const source = cited(link);
  const whole = DATA.nodes[from].kind === "Actor" ? wholeOf(step) : undefined;
  return el("li", whole === undefined ? {} : { class: "part" }, whole !== undefined && el("span", { class: "small" }, word("part_of") + " ", thingLink(whole)), thingLink(farEnd(step)), " ", link.status === "stated" ? null : tag(link.status, readAs(link, link.status)), " ", gapTag(from, farEnd(step)),
    link.why && el("p", { class: "why" }, link.why), link.note && el("p", { class: "why" }, link.note), source && el("cite", {}, source));
}
