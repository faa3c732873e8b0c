// --- the picture as SVG and as a table ------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";

function svgEl(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** The colours of the palette that is in use; the style sheet is their only home. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const pick = (name) => style.getPropertyValue("--" + name).trim();
  const kinds = Object.fromEntries(KIND_NAMES.map((name) => [name, { fill: pick(name + "-fill"), line: pick(name + "-line") }]));
  return { kinds, ink: pick("ink"), muted: pick("muted"), line: pick("edge"), ground: pick("ground") };
}

/** A drawing that stands on its own: colours, fonts and dashes are attributes, so that a saved file looks the same. */
function drawSvg(picture, kept) {
  const paint = colours();
  const at = new Map(picture.nodes.map((node) => [node.thing, node]));
  const svg = svgEl("svg", {
    xmlns: SVG, viewBox: `0 0 ${picture.width} ${picture.height}`, width: picture.width, height: picture.height, role: "img",
    "aria-label": pictureAlt(picture), "font-family": "system-ui, 'Segoe UI', sans-serif", "font-size": 14,
  });
  svg.append(svgEl("rect", { width: picture.width, height: picture.height, fill: paint.ground }));
  picture.columns.forEach((column) => svg.append(svgEl("text", {
    x: column.x, y: 24, "text-anchor": "middle", fill: paint.muted, "font-weight": 600,
  }, word("column_" + column.name))));
  picture.edges.forEach((edge) => svg.append(...svgEdge(edge, at, paint, isLit(kept, edge), Boolean(kept))));
  picture.nodes.forEach((node) => svg.append(svgNode(node, paint, !kept || kept.has(node.thing), picture.asked.has(node.thing))));
  return svg;
}

function svgEdge(edge, at, paint, lit, chosen) {
  const [left, right] = [at.get(edge.from), at.get(edge.to)].sort((one, other) => one.x - other.x);
  const [x1, x2] = [left.x + BOX.width / 2, right.x - BOX.width / 2];
  const bend = (x2 - x1) / 2;
  const attributes = {
    d: `M${x1} ${left.y}C${x1 + bend} ${left.y} ${x2 - bend} ${right.y} ${x2} ${right.y}`, fill: "none", stroke: paint.line,
    "stroke-width": edge.steps > 1 ? 1.2 : 2.2, opacity: lit ? 1 : 0.12,
  };
  if (edge.dashes) attributes["stroke-dasharray"] = "7 5";
  const made = [svgEl("path", attributes)];
  if (edge.dashes && chosen && lit) {
    made.push(svgEl("text", {
      x: (x1 + x2) / 2, y: (left.y + right.y) / 2 - 5, "text-anchor": "middle", "font-size": 11, "font-style": "italic", fill: paint.ink,
      stroke: paint.ground, "stroke-width": 4, "paint-order": "stroke",
    }, word("interpreted")));
  }
  return made;
}

function svgNode(node, paint, lit, asked) {
  const { fill, line } = paint.kinds[node.kind];
  const thing = DATA.nodes[node.thing];
  const box = { x: node.x - BOX.width / 2, y: node.y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 6 };
  const label = { x: node.x, y: node.y + 5, "text-anchor": "middle", fill: paint.ink, "font-weight": asked ? 700 : 400 };
  return svgEl("g", { "data-thing": thing.id }, svgEl("title", {}, thing.label), svgEl("rect", { ...box, fill: paint.ground }),
    svgEl("g", { opacity: lit ? 1 : 0.3 },
      svgEl("rect", { ...box, fill, stroke: line, "stroke-width": asked ? 3 : 1.25 }), svgEl("text", label, shortened(thing.short))));
}

function pictureAlt(picture) {
  const count = (name) => picture.nodes.filter((node) => node.kind === name).length;
  return word("picture_alt", { measures: count("measure"), causes: count("cause"), areas: count("area") });
}

/** The same lines as a table, one row each. */
function pictureTable(picture) {
  const head = ["measure", "touches", "kind", "basis", "path"].map((key) => el("th", { scope: "col" }, word("row_" + key)));
  const edges = [...picture.edges].sort((one, other) => byRank(one.from, other.from) || byRank(one.to, other.to));
  const rows = edges.map((edge) => el("tr", { "data-from": DATA.nodes[edge.from].id, "data-to": DATA.nodes[edge.to].id },
    el("th", { scope: "row" }, thingLink(edge.from)), el("td", {}, thingLink(edge.to)), el("td", {}, KINDS[DATA.nodes[edge.to].kind][0]),
    el("td", {}, tag(edge.dashes ? "interpreted" : "stated", word(edge.dashes ? "interpreted" : "stated"))),
    el("td", {}, pathText(scope().touched(edge.from).get(edge.to).steps))));
  return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function saveSvg() {
  const svg = byId("bild-svg-plats").querySelector("svg");
  const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);
  download(word("file_answer") + ".svg", "image/svg+xml", text);
}
