// --- the answer: counts, list with paths, nearest, link and CSV -----------------------------------------------

const countsText = (found) => DATA.level === "internal"
  ? [word("count_stated", { n: found.stated }), word("count_all", { n: found.all })]
  : [word("count_stated", { n: found.stated })];

function showAnswer() {
  const asked = state.all.length > 0;
  const found = asked ? answer(state) : null;
  const tally = byId("svar-antal");
  const beside = found ? shownRows(found, state.layer).filter(({ measure }) => DATA.nodes[measure].standing.length).length : 0;
  tally.replaceChildren(...(found ? countsText(found).flatMap((text, place) => [place ? " · " : "", el("b", {}, text)]) : []),
    beside ? " · " + word("beside", { n: beside }) : "");
  byId("svar-tomt").hidden = asked;
  byId("svar-vagar").textContent = found ? splitText(found.rows) : "";
  showFloor(asked);
  byId("svar-verktyg").hidden = !asked;
  byId("overlapp-rubrik").textContent = asked ? word("question", { things: askedInWords() }) : WORDS.view_overlap;
  byId("svar-lista").replaceChildren(...(found && state.view === "overlapp" ? answerParts(found) : []));
  return found;
}

/** How many hits are direct and how many go by a cause or the home area, both ways; nothing where all are direct. */
function splitText(rows) {
  if (rows.every(({ way }) => way === "direct")) return "";
  const told = ["stated", "both"].map((counted) => {
    const number = (one) => rows.filter((row) => row[counted] && row.way === one).length;
    return ["direct", "area", "cause"].filter(number).map((way) => word("way_" + way, { count: number(way) })).join(", ") || word("way_none");
  });
  return word(DATA.level === "internal" ? "split" : "split_open", { stated: told[0], every: told[1] });
}

/** What touching is for the kinds that were asked about, and that counts for areas are a floor where the text has lost some. */
function showFloor(asked) {
  const kinds = new Set([...state.all, ...state.not].map((id) => DATA.nodes[NUMBER.get(id)].kind));
  const rules = [...new Set([...kinds].map(ruleOf))].map((key) => word(key));
  const lost = scope().measures.filter((measure) => DATA.nodes[measure].unknown.includes("also_affects")).length;
  byId("svar-regel").textContent = rules.join(" ");
  byId("svar-regel").hidden = !asked;
  byId("svar-golv").textContent = word("floor", { n: lost });
  byId("svar-golv").hidden = !asked || !lost || ![...kinds].some((kind) => AREAS.has(kind));
}

function ruleOf(kind) {
  if (AREAS.has(kind)) return "rule_area";
  if (kind === "Actor") return "rule_actor";
  return kind === "Cause" || kind === "Problem" ? "rule_cause" : "rule_other";
}

function askedInWords() {
  const names = (ids) => ids.map((id) => DATA.nodes[NUMBER.get(id)].short);
  const joined = (list, last) => (list.length < 2 ? list.join("") : list.slice(0, -1).join(", ") + " " + last + " " + list.at(-1));
  const things = joined(names(state.all), word(state.mode === "nagon" ? "or" : "and"));
  return state.not.length ? things + ", " + word("but_not") + " " + joined(names(state.not), word("or")) : things;
}

function answerParts(found) {
  if (!found.rows.length) return emptyParts();
  const groups = [[true, "group_stated"], [false, "group_interpreted"]];
  const parts = groups.flatMap(([stated, heading]) => {
    const rows = found.rows.filter((row) => row.stated === stated);
    if (!rows.length || (!stated && !state.layer)) return [];
    return [el("h3", {}, word(heading) + " ", el("span", { class: "count" }, String(rows.length))), el("ol", { class: "hits" }, rows.map(hit))];
  });
  const hidden = state.layer ? 0 : found.rows.filter((row) => !row.stated).length;
  if (hidden) parts.push(el("p", { class: "note" }, word("hidden_interpreted", { n: hidden })));
  return parts;
}

function emptyParts() {
  const things = numbers(state.all);
  const none = state.mode === "nagon" ? "none_any" : things.length === 2 ? "none_two" : "none_many";
  if (state.area) return [el("p", { class: "empty" }, word("none_in_area", { name: DATA.nodes[NUMBER.get(state.area)].short }))];
  const near = nearest(things, numbers(state.not)).filter(({ paths }) => paths.length);
  const sentence = el("p", { class: "empty" }, word(none));
  if (!near.length) return [sentence];
  return [sentence, el("h3", {}, word("nearest")), el("ol", { class: "hits hits-near" }, near.map(hit))];
}

/** One measure of the answer: its name, how sure and how near, and the path to each thing that was asked for. */
function hit(row) {
  const node = DATA.nodes[row.measure];
  const missing = row.missing?.map((thing) => DATA.nodes[thing].short).join(", ");
  const basis = row.missing ? null : tag(row.stated ? "stated" : "interpreted", word(row.stated ? "stated" : "interpreted"));
  return el("li", { "data-id": node.id },
    el("div", { class: "hit-head" }, el("h4", {}, thingLink(row.measure)), basis, ...standingTags(row.measure), row.missing ? null : el("span", { class: "near" }, closeness(row))),
    node.label !== node.short && el("p", { class: "full" }, node.label),
    DATA.spans && el("p", { class: "origin" }, originText(row.measure)),
    el("ul", { class: "paths" },
      row.paths.map(({ path }) => el("li", { class: path.stated ? "path" : "path path-interpreted" }, pathElements(path.steps), sourceNote(path.steps), reasonsNote(path.steps))),
      missing && el("li", { class: "path path-missing" }, word("touches_not", { things: missing }))));
}

/** How far it is to the farthest of the things, after the word by which a hit that is not direct is counted. */
function closeness({ paths, way }) {
  const n = Math.max(0, ...paths.map(({ path }) => stepsOf(path)));
  const far = n <= 1 ? word("direct") : word("indirect", { n });
  const via = n > 1 && way !== "direct" ? word("near_" + way) : "";
  const near = via && n > 2 ? word("near_far", { way: via, near: far }) : via || far;
  return n && paths.every(({ path }) => stepsOf(path) < n || isByPart(path)) ? word("by_part", { near }) : near;
}

function sourceNote(steps) {
  const text = pathSources(steps);
  return text ? el("cite", {}, " " + text) : null;
}

/** The reasons for what was interpreted, behind a click. */
function reasonsNote(steps) {
  const reasons = pathReasons(steps);
  return reasons.length ? el("details", { class: "reasons" }, el("summary", {}, word("why_read")), reasons.map((text) => el("p", {}, text))) : null;
}

const csvHead = (...keys) => keys.map((key) => word("csv_" + key));

function answerCsv() {
  const head = csvHead("measure", "label", "home", "basis", "close", "path", "sources", "why", "id", ...OF_SEVERAL);
  const rows = shownRows(answer(state), state.layer).map((row) => {
    const node = DATA.nodes[row.measure];
    const paths = row.paths.map(({ path }) => pathText(path.steps)).join(" | ");
    const home = homes(row.measure).map((area) => DATA.nodes[area].short).join(", ");
    const steps = row.paths.flatMap(({ path }) => path.steps);
    const basis = word(row.stated ? "stated" : "interpreted");
    return [node.short, node.label, home, basis, closeness(row), paths, pathSources(steps), pathReasons(steps).join(" | "), node.id, ...ofSeveral(row.measure)];
  });
  return csv([head, ...rows]);
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(word(location.protocol === "file:" ? "copied_file" : "copied"));
  } catch {
    toast(word("copy_by_hand"));
  }
}

function startAnswer() {
  [byId("svar-lank"), byId("lank")].forEach((button) => button.addEventListener("click", copyLink));
  byId("svar-csv").addEventListener("click", () => download(word("file_answer") + ".csv", "text/csv;charset=utf-8", answerCsv()));
}
