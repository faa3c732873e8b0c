// --- the network around a thing: what is within so many links, or the answer to the question -----------------------------

const LARGEST = 100;

/** What lies within some links of a thing, in any direction, as the library walks: plans, tables and sources are reached, not passed. */
function around(start, steps) {
  const seen = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = edge.filter((one) => one === start || !HUBS.has(DATA.nodes[one].kind))
      .flatMap((one) => STEPS_FROM.get(one).filter((way) => isKnown(way)).map(farEnd));
    edge = [...new Set(next)].filter((one) => !seen.has(one));
    edge.forEach((one) => seen.add(one));
  }
  return seen;
}

/** The things and every link between them; links of the same two that say the same way stand once, the firmest. */
function networkOf(start, steps) {
  const things = around(start, steps);
  const found = new Map();
  for (const from of things) {
    for (const step of STEPS_FROM.get(from)) {
      const { t: to, r } = linkOf(step);
      if (step < 0 || !things.has(to) || !isKnown(step)) continue;
      const known = found.get([from, r, to].join());
      if (!known || (known.dashes && isFirm(linkOf(step)))) found.set([from, r, to].join(), { from, to, dashes: !isFirm(linkOf(step)), steps: 1, walk: [step] });
    }
  }
  const edges = [...found.values()];
  const count = (level) => [...things].filter((one) => levelOf(one) === level).length;
  const alt = word("network_alt", { n: things.size, name: DATA.nodes[start].short, causes: count(0), measures: count(1), areas: count(2) });
  return { things, edges, alt, asked: new Set([start]) };
}

let networkedAs = "";

function showNetwork() {
  if (!BOARDS.nat || state.view !== "natverk") return;
  const start = NUMBER.get(state.around);
  const steps = Math.min(3, Math.max(1, Number(state.steps) || 1));
  showStart(start, steps);
  const asked = JSON.stringify([start, steps, state.layer, state.part, state.area, start === undefined && questionOf(state)]);
  if (asked === networkedAs) return;
  networkedAs = asked;
  const board = BOARDS.nat;
  byId("nat-for-stor").hidden = true;
  board.table = start === undefined ? pictureTable : networkTable;
  byId("nat-rubrik").textContent = start !== undefined ? word(steps > 1 ? "network_title" : "network_title_one", { name: DATA.nodes[start].short, n: steps }) : state.all.length ? word("question", { things: askedInWords() }) : "";
  all(".line-thin", board.root).forEach((sign) => { sign.parentElement.hidden = start !== undefined; });
  all(".legend-other", board.root).forEach((item) => item.lastChild.replaceWith(word(start === undefined ? "legend_touched" : "legend_rest")));
  if (start !== undefined) return showAround(board, start, steps);
  onlyTable(board, false);
  const found = state.all.length ? answer(state) : null;
  const picture = readable(found);
  byId("nat-for-stor").hidden = Boolean(picture) || !found || !shownRows(found, state.layer).length;
  byId("nat-for-stor").textContent = word("picture_large", { most: LARGEST });
  return showBoard(board, picture);
}

/** Too many things make no picture that can be read: then the table alone is shown, and it is said why. */
function showAround(board, start, steps) {
  const [stated, every] = [false, true].map((layer) => asIf({ layer }, () => networkOf(start, steps)));
  const net = state.layer ? every : stated;
  const tooLarge = net.things.size > LARGEST;
  const told = ({ things, edges }) => ({ n: things.size, links: edges.length });
  byId("nat-antal").textContent = [word("network_tally", told(stated)), DATA.level === "internal" && word("network_tally_all", told(every))].filter(Boolean).join(" · ");
  byId("nat-for-stor").hidden = !tooLarge;
  byId("nat-for-stor").textContent = word("network_large", { n: net.things.size, most: LARGEST });
  onlyTable(board, tooLarge);
  const shown = tooLarge ? [start] : [...net.things];
  showBoard(board, { ...placed(shown, tooLarge ? [] : net.edges, [[0], [1], [2], [3]]), edges: tooLarge ? [] : net.edges, every: net.edges, alt: net.alt, asked: net.asked });
}

/** Leave the table as the only form, or give back the form that was chosen before. */
function onlyTable(board, wanted) {
  const inputs = all("input[type=radio]", board.root);
  if (wanted) board.before ??= inputs.find((input) => input.checked);
  inputs.forEach((input) => { input.disabled = wanted && input.value !== "n-tabell"; });
  if (wanted) inputs.at(-1).checked = true;
  else if (board.before) { board.before.checked = true; delete board.before; }
}

/** The controls as the address says; a thing that no question can name gets an entry of its own. */
function showStart(start, steps) {
  const choice = byId("nat-kring");
  if (!choice.options.length) choice.append(options());
  if (start !== undefined && ![...choice.options].some(({ value }) => value === state.around)) choice.append(el("option", { value: state.around }, DATA.nodes[start].short));
  choice.value = start === undefined ? "" : state.around;
  byId("nat-antal-steg").value = String(steps);
  byId("nat-tomt").hidden = start !== undefined || state.all.length > 0;
  if (start === undefined) byId("nat-antal").textContent = state.all.length ? word("network_of_answer") : "";
}

/** Every link around a thing as a row. */
function networkTable({ every }) {
  const head = ["thing", "link", "to", "basis"].map((key) => el("th", { scope: "col" }, word("row_" + key)));
  const wanted = (one) => isWanted(DATA.nodes[one].id, false);
  const rows = every.filter((edge) => !state.area || wanted(edge.from) || wanted(edge.to)).sort((one, other) => byRank(one.from, other.from) || byRank(one.to, other.to)).map((edge) => el("tr", { "data-from": DATA.nodes[edge.from].id, "data-to": DATA.nodes[edge.to].id },
    el("th", { scope: "row" }, thingLink(edge.from)), el("td", {}, RELATIONS[linkOf(edge.walk[0]).r][0]), el("td", {}, thingLink(edge.to)),
    el("td", {}, tag(edge.dashes ? "interpreted" : "stated", word(edge.dashes ? "interpreted" : "stated")))));
  return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function startNetwork() {
  if (!BOARDS.nat) return;
  byId("nat-kring").addEventListener("change", (event) => go({ around: event.target.value }));
  byId("nat-antal-steg").addEventListener("change", (event) => go({ steps: event.target.value }));
  byId("nat-tomt").append(el("ul", { class: "starts" }, OF_AREAS.map(({ id, short }) => el("li", {}, el("a", { href: "#natverk;kring=" + id }, short)))));
}
