// --- the picture of the answer: which things, which lines, where ----------------------------------------------

/** Narrow boxes with names of two lines, so that four columns can be read on a screen and on paper. */
const BOX = { width: 188, height: 40, row: 46, gap: 96, top: 44, margin: 12, side: 52, line: 16, longest: 23 };
const KIND_NAMES = ["cause", "measure", "area", "other"];
const COLUMNS = [[0], [1], [2, 3]];
const levelOfKind = (kind) => (AREAS.has(kind) ? 2 : { Cause: 0, Problem: 0, Measure: 1 }[kind] ?? 3);
const NETWORK = new Map(DATA.network.places.map((place, number) => [number, { level: levelOfKind(DATA.nodes[number].kind), y: Math.floor(place / 4) }]));

/** The things and lines of an answer: its measures, what was asked for, their causes and home areas. */
function pictureOf(found) {
  const rows = shownRows(found, state.layer);
  const measures = rows.map((row) => row.measure);
  const asked = numbers(state.all);
  const things = new Set(asked.filter((thing) => measures.some((measure) => touches(measure, thing, state.layer))));
  for (const measure of measures) {
    homes(measure, state.layer).forEach((area) => things.add(area));
    for (const [thing, path] of scope().touched(measure)) {
      if (isOwnCause(thing, path) && (state.layer || path.stated)) things.add(thing);
    }
  }
  const shown = new Set([...measures, ...things]);
  const edges = measures.flatMap((from) => [...scope().touched(from)]
    .filter(([to, path]) => shown.has(to) && (state.layer || path.stated))
    .map(([to, path]) => ({ from, to, dashes: !path.stated, steps: path.steps.length, walk: path.steps })));
  const left = [false, true].map((layer) => new Set(shownRows(found, layer).flatMap((row) => TOLD.omraden(DATA.nodes[row.measure].id, layer).filter((area) => !shown.has(area)))).size);
  return { ...placed([...shown], edges), edges, asked: new Set(asked), measures: measures.length, note: answerNote(things, left) };
}

/** What an answer's picture does not show, in words: causes that nothing is stated of, and areas that the hits touch too. */
function answerNote(things, [stated, every]) {
  const causes = [...things].some((thing) => NETWORK.get(thing).level === 0);
  const left = state.layer ? every : stated;
  return [!causes && !state.layer && word("picture_no_causes"), left && word("picture_left" + (DATA.level === "open" ? "_open" : ""), { stated, every })].filter(Boolean).join(" ");
}

/** A cause that the measure, or a part of it, is itself linked to. */
function isOwnCause(thing, path) {
  const parts = path.steps.slice(0, -1);
  return NETWORK.get(thing)?.level === 0 && parts.every((step) => linkOf(step).r === "partOf");
}

/** Columns from left to right; in each, things are moved towards the middle of what they are linked to. */
function placed(shown, edges, layout = COLUMNS) {
  const order = (one, other) => NETWORK.get(one).y - NETWORK.get(other).y || one - other;
  const columns = layout
    .map((levels) => ({ levels, things: shown.filter((thing) => levels.includes(NETWORK.get(thing).level)).sort(order) }))
    .filter((column) => column.things.length);
  columns.forEach((column) => { column.name = columnName(column); });
  const near = new Map(shown.map((thing) => [thing, []]));
  edges.forEach((edge) => { near.get(edge.from).push(edge.to); near.get(edge.to).push(edge.from); });
  const spot = new Map();
  const spread = (column) => column.things.forEach((thing, place) => spot.set(thing, (place + 0.5) / column.things.length));
  columns.forEach(spread);
  for (let sweep = 0; sweep < 6; sweep += 1) {
    for (const column of sweep % 2 ? columns : [...columns].reverse()) {
      const mean = new Map(column.things.map((thing) => [thing, middle(near.get(thing).map((other) => spot.get(other)), spot.get(thing))]));
      column.things.sort((one, other) => levelOf(one) - levelOf(other) || mean.get(one) - mean.get(other) || order(one, other));
      spread(column);
    }
  }
  return positions(columns, edges);
}

/** Areas share their column with actors, target groups, places and methods that were asked for; these stand below them. */
function columnName({ levels, things }) {
  const present = levels.filter((level) => things.some((thing) => NETWORK.get(thing).level === level));
  return present.length > 1 ? "both" : KIND_NAMES[present[0]];
}

const levelOf = (thing) => NETWORK.get(thing).level;
const kindName = (thing) => KIND_NAMES[levelOf(thing)];

const middle = (values, otherwise) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise);

function positions(columns, edges) {
  const parted = (column) => Number(column.name === "both");
  const height = Math.max(...columns.map((column) => column.things.length + parted(column))) * BOX.row;
  const rails = gathered(columns, edges);
  const headings = [];
  const side = columns.some(({ things }) => edges.some(({ from, to }) => things.includes(from) && things.includes(to))) ? BOX.side : BOX.margin;
  let left = side;
  columns.forEach((column, place) => {
    const row = height / (column.things.length + parted(column));
    column.x = left + BOX.width / 2;
    left += BOX.width + BOX.gap + rails.filter((rail) => rail.place === place).length * RAIL.apart;
    headings.push({ name: kindName(column.things[0]), x: column.x, y: 24 });
    column.nodes = column.things.map((thing, number) => {
      const below = parted(column) && kindName(thing) === "other";
      if (below && !headings.some(({ name }) => name === "other")) headings.push({ name: "other", x: column.x, y: BOX.top + row * (number + 1) - BOX.height / 2 });
      return { thing, x: column.x, y: BOX.top + row * (number + 0.5 + Number(below)), kind: kindName(thing) };
    });
    if (place && upright(column.things[0])) betweenRows(column, columns[place - 1], height);
  });
  laidRails(columns, rails, height);
  return { nodes: columns.flatMap(({ nodes }) => nodes), columns, headings, rails, width: left - BOX.gap + side, height: height + BOX.top + BOX.margin };
}

/** What stays when one thing is highlighted: its neighbours within so many lines.  Everything when none is. */
function highlighted(picture, thing, steps) {
  if (thing === null || !picture.nodes.some((node) => node.thing === thing)) return null;
  const kept = new Set([thing]);
  for (let step = 0; step < steps; step += 1) {
    const edge = [...kept];
    for (const { from, to } of picture.edges) {
      if (edge.includes(from)) kept.add(to);
      if (edge.includes(to)) kept.add(from);
    }
  }
  return kept;
}

const isLit = (kept, edge) => !kept || (kept.has(edge.from) && kept.has(edge.to));
const shortened = (text) => (text.length > BOX.longest ? text.slice(0, BOX.longest - 1) + "…" : text);

/** The name of a thing in at most two lines. */
function linesOf(thing) {
  const [first, ...rest] = wrapped(DATA.nodes[thing].short, BOX.longest);
  return [first, ...(rest.length ? [rest.join(" ")] : [])].map(shortened);
}
