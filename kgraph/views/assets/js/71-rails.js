// --- rails: in front of a column of areas each has an upright line, and a dot on the row of a thing is a line to it -------------

const RAIL = { first: 20, apart: 16, lane: 4 };
const upright = (thing) => levelOf(thing) >= 2;

/** The rails after each column: one where lines leave for an area (or what else is asked for), and one in front of every column that these pass. */
function gathered(columns, edges) {
  const place = new Map(columns.flatMap(({ things }, number) => things.map((thing) => [thing, number])));
  const found = new Map();
  for (const edge of edges) {
    const [one, target] = place.get(edge.from) < place.get(edge.to) ? [edge.from, edge.to] : [edge.to, edge.from];
    if (!upright(target)) continue;
    for (let at = place.get(one); at < place.get(target); at += 1) {
      const key = [at, target].join();
      if (!found.has(key)) found.set(key, { place: at, target, passes: at + 1 < place.get(target), rows: [], edges: [] });
      found.get(key).edges.push(edge);
      if (at === place.get(one)) { found.get(key).rows.push(edge); edge.rail = found.get(key); edge.thing = one; }
    }
  }
  return [...found.values()];
}

/** Areas stand where a line that goes straight to them passes between the boxes of the column before, and meets no dot of another. */
function betweenRows(column, before, height) {
  const row = height / before.things.length;
  const spare = before.things.length - 1 - column.nodes.length;
  if (spare < 0 || column.name === "both") return;
  column.nodes.reduce((last, node, number) => {
    const wanted = Math.round((node.y - BOX.top) / row);
    const space = Math.min(Math.max(wanted, last + 1), spare + number + 1);
    node.y = BOX.top + space * row;
    return space;
  }, 0);
}

/** Where rails stand, and how high: from column to column, past the boxes in a lane of their own. */
function laidRails(columns, rails, height) {
  const at = new Map(columns.flatMap(({ nodes }) => nodes.map((node) => [node.thing, node])));
  columns.forEach((column, place) => {
    const mine = rails.filter((rail) => rail.place === place).sort((one, other) => at.get(one.target).y - at.get(other.target).y);
    const next = columns[place + 1];
    mine.forEach((rail, number) => {
      const before = rails.find((one) => one.place === place - 1 && one.target === rail.target);
      rail.x = column.x + BOX.width / 2 + RAIL.first + number * RAIL.apart;
      rail.comes = before && before.goes;
      rail.goes = rail.passes ? lane(next, column, at.get(rail.target).y, height, rails) : at.get(rail.target).y;
      rail.end = next.x - BOX.width / 2;
      if (before) before.end = rail.x;
    });
  });
  rails.forEach((rail) => {
    const heights = [rail.goes, rail.comes ?? rail.goes, ...rail.rows.map(({ thing }) => at.get(thing).y)];
    rail.d = `M${rail.x} ${Math.min(...heights)}V${Math.max(...heights)}M${rail.x} ${rail.goes}H${rail.end}`;
    rail.level = KIND_NAMES[levelOf(rail.target)];
  });
}

/** The free height nearest to where a rail goes at which it can pass a column, off the rows of the one before. */
function lane(column, before, wanted, height, rails) {
  const row = height / column.things.length;
  const taken = rails.map(({ goes }) => goes);
  const free = column.things.flatMap((_, number) => [-1, 0, 1].map((step) => BOX.top + (number + 1) * row + step * RAIL.lane))
    .filter((y) => !taken.includes(y) && before.nodes.every((node) => Math.abs(node.y - y) > RAIL.lane));
  return free.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))[0] ?? wanted;
}

/** What is drawn of lines, for the still picture and for the one that moves: rails first, then each line, with a dot where it meets a rail. */
function strokes(picture, paint, kept) {
  const at = new Map(picture.nodes.map((node) => [node.thing, node]));
  const opacity = (edges) => (edges.some((edge) => isLit(kept, edge)) ? 1 : 0.12);
  const rails = picture.rails.map((rail) => ({ d: rail.d, stroke: paint.kinds[rail.level].line, width: 1.6, dashed: rail.edges.every(({ dashes }) => dashes), opacity: opacity(rail.edges) }));
  const lines = [...picture.edges].sort((one, other) => Number(other.dashes) - Number(one.dashes)).map((edge) => {
    const looks = { edge, stroke: paint.line, width: edge.steps > 1 ? 1.2 : 2.2, dashed: edge.dashes, opacity: opacity([edge]) };
    if (!edge.rail) return { ...looks, d: wayOf(edge, at, picture), said: edge.dashes && kept && isLit(kept, edge) ? middleOf(edge, at) : null };
    const from = at.get(edge.thing);
    return { ...looks, d: `M${from.x + BOX.width / 2} ${from.y}H${edge.rail.x}`, dot: { cx: edge.rail.x, cy: from.y, r: edge.steps > 1 ? 3 : 4.5 } };
  });
  return [...rails, ...lines.filter(({ dot }) => !dot), ...lines.filter(({ dot }) => dot)];
}

/** A line past the rails to the next column, or beside the column where both ends stand in the same. */
function wayOf(edge, at, { rails }) {
  const [left, right] = [at.get(edge.from), at.get(edge.to)].sort((one, other) => one.x - other.x);
  const [x1, x2, bend, turn] = ends(left.x, right.x);
  const clear = left.x === right.x ? x1 : Math.max(x1, ...rails.filter(({ x }) => x > x1 && x < x2).map(({ x }) => x + RAIL.apart));
  const half = left.x === right.x ? [x1 + bend, x2 + turn] : [(clear + x2) / 2, (clear + x2) / 2];
  return `M${x1} ${left.y}H${clear}C${half[0]} ${left.y} ${half[1]} ${right.y} ${x2} ${right.y}`;
}

/** Where the word stands that says of a line that it is interpreted. */
function middleOf(edge, at) {
  const [one, other] = [at.get(edge.from), at.get(edge.to)];
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 - 5 };
}
