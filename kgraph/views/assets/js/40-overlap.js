// --- the overlap: the same rule and the same order as the library --------------------------------------------

/** Rows, and both counts, of the measures that touch all of `every`, at least one of `some` (if any) and nothing of `none`. */
function overlap(every, some, none) {
  const fits = (measure, layer) => every.every((thing) => touches(measure, thing, layer))
    && (!some.length || some.some((thing) => touches(measure, thing, layer)))
    && !none.some((thing) => touches(measure, thing, layer));
  const [stated, both] = [false, true].map((layer) => new Set(asIf({ layer }, atHome).filter((measure) => fits(measure, layer))));
  const things = [...every, ...some];
  const rows = [...new Set([...both, ...stated])].map((measure) => {
    const paths = pathsTo(measure, things);
    return { measure, paths, way: touchWay(paths), stated: stated.has(measure), both: both.has(measure), steps: Math.max(0, ...paths.map(({ path }) => stepsOf(path))) };
  });
  rows.sort((one, other) => Number(other.stated) - Number(one.stated) || one.steps - other.steps || byRank(one.measure, other.measure));
  return { rows, stated: stated.size, all: both.size };
}

/** From a measure to its own part is no step: what the part is linked to, the measure is linked to directly. */
const isByPart = ({ steps }) => steps.length > 1 && steps[0] < 0 && linkOf(steps[0]).r === "partOf";
const stepsOf = (path) => path.steps.length - isByPart(path);

function pathsTo(measure, things) {
  const known = scope().touched(measure);
  return things.filter((thing) => known.has(thing)).map((thing) => ({ thing, path: known.get(thing) }));
}

/** How a hit touches what was asked for, by the paths that are told: as its least direct one does. */
function touchWay(paths) {
  const over = paths.filter(({ path }) => stepsOf(path) > 1);
  return over.some(({ path }) => path.steps.some((step) => linkOf(step).r === "mattersFor")) ? "area" : over.length ? "cause" : "direct";
}

/** When nothing is found: the measures that touch most of the things; between equals those with the shortest way to the rest. */
function nearest(things, none) {
  const most = 5;
  const scored = atHome()
    .filter((measure) => !none.some((thing) => touches(measure, thing, true)))
    .map((measure) => ({ measure, touched: things.filter((thing) => touches(measure, thing, true)).length }))
    .filter(({ touched }) => touched);
  scored.sort((one, other) => other.touched - one.touched || (DATA.nodes[one.measure].id < DATA.nodes[other.measure].id ? -1 : 1));
  const rows = scored.slice(0, 4 * most).map(({ measure, touched }) => {
    const missing = things.filter((thing) => !touches(measure, thing, true));
    const distance = missing.reduce((sum, thing) => sum + apart(measure, thing), 0);
    return { measure, touched, missing, distance, paths: pathsTo(measure, things) };
  });
  rows.sort((one, other) => other.touched - one.touched || one.distance - other.distance || byRank(one.measure, other.measure));
  return rows.slice(0, most);
}

/** The number of links between two things, whichever way they point, going round plans, tables and sources; 99 = none. */
function apart(start, end) {
  const { knows } = scope();
  const open = (number) => number === start || number === end || !HUBS.has(DATA.nodes[number].kind);
  const seen = new Set([start]);
  let edge = [start];
  for (let distance = 1; edge.length; distance += 1) {
    const next = [];
    for (const here of edge) {
      for (const step of STEPS_FROM.get(here)) {
        const there = farEnd(step);
        if (linkOf(step).status === "rejected" || !knows(placeOf(step)) || seen.has(there) || !open(there)) continue;
        if (there === end) return distance;
        seen.add(there);
        next.push(there);
      }
    }
    edge = next;
  }
  return 99;
}

const numbers = (ids) => ids.map((id) => NUMBER.get(id));

/** The answer to the question of a state. */
function answer(asked) {
  const things = numbers(asked.all);
  return asked.mode === "nagon" ? overlap([], things, numbers(asked.not)) : overlap(things, [], numbers(asked.not));
}

/** The rows that the switch leaves. */
const shownRows = (found, layer) => found.rows.filter((row) => layer || row.stated);
