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
  const svg = svgEl("svg", {
    xmlns: SVG, viewBox: `0 0 ${picture.width} ${picture.height}`, width: picture.width, height: picture.height, role: "img",
    "aria-label": pictureAlt(picture), "font-family": "system-ui, 'Segoe UI', sans-serif", "font-size": 14,
  });
  svg.append(svgEl("rect", { width: picture.width, height: picture.height, fill: paint.ground }));
  picture.headings.forEach(({ name, x, y }) => svg.append(svgEl("text", {
    x, y, "text-anchor": "middle", fill: paint.muted, "font-weight": 600, stroke: paint.ground, "stroke-width": 5, "paint-order": "stroke",
  }, word("column_" + name))));
  strokes(picture, paint, kept).forEach((stroke) => svg.append(svgStroke(stroke, paint)));
  picture.nodes.forEach((node) => svg.append(svgNode(node, paint, !kept || kept.has(node.thing), picture.asked.has(node.thing))));
  return svg;
}

/** A rail, or a line with its dot; an open dot and dashes are what is only interpreted. */
function svgStroke({ edge, d, stroke, width, dashed, opacity, dot, said }, paint) {
  const line = svgEl("path", { d, fill: "none", stroke, "stroke-width": width, opacity, ...(dashed ? { "stroke-dasharray": "7 5" } : {}) });
  const signs = dot ? [svgEl("circle", { ...dot, fill: dashed ? paint.ground : stroke, stroke, "stroke-width": 1.6, opacity })] : [];
  if (said) {
    signs.push(svgEl("text", {
      ...said, "text-anchor": "middle", "font-size": 11, "font-style": "italic", fill: paint.ink, stroke: paint.ground, "stroke-width": 4, "paint-order": "stroke",
    }, word("interpreted")));
  }
  return svgEl("g", edge ? { "data-line": dashed ? "interpreted" : "stated" } : {}, line, ...signs);
}

/** Where a line leaves and arrives, and how far it swings out: beside the column where both ends stand in the same. */
function ends(left, right) {
  if (left < right) {
    const bend = (right - left - BOX.width) / 2;
    return [left + BOX.width / 2, right - BOX.width / 2, bend, -bend];
  }
  const side = left > BOX.width ? -1 : 1;
  return [left + side * BOX.width / 2, left + side * BOX.width / 2, side * 56, side * 56];
}

function svgNode(node, paint, lit, asked) {
  const { fill, line } = paint.kinds[node.kind];
  const thing = DATA.nodes[node.thing];
  const box = { x: node.x - BOX.width / 2, y: node.y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 6 };
  const lines = linesOf(node.thing);
  const label = (row) => ({ x: node.x, y: node.y + 5 + (row - (lines.length - 1) / 2) * BOX.line, "text-anchor": "middle", fill: paint.ink, "font-weight": asked ? 700 : 400 });
  return svgEl("g", { "data-thing": thing.id }, svgEl("title", {}, thing.label), svgEl("rect", { ...box, fill: paint.ground }),
    svgEl("g", { opacity: lit ? 1 : 0.3 },
      svgEl("rect", { ...box, fill, stroke: line, "stroke-width": asked ? 3 : 1.25 }), ...lines.map((text, row) => svgEl("text", label(row), text))));
}

function pictureAlt(picture) {
  const count = (name) => picture.nodes.filter((node) => node.kind === name).length;
  return picture.alt || [word("picture_alt", { measures: count("measure"), causes: count("cause"), areas: count("area") }), picture.note].filter(Boolean).join(" ");
}

/** The same lines as a table, one row each. */
function pictureTable(picture) {
  const head = ["measure", "touches", "kind", "basis", "path"].map((key) => el("th", { scope: "col" }, word("row_" + key)));
  const edges = [...picture.edges].sort((one, other) => byRank(one.from, other.from) || byRank(one.to, other.to));
  const rows = edges.map((edge) => el("tr", { "data-from": DATA.nodes[edge.from].id, "data-to": DATA.nodes[edge.to].id },
    el("th", { scope: "row" }, thingLink(edge.from)), el("td", {}, thingLink(edge.to)), el("td", {}, KINDS[DATA.nodes[edge.to].kind][0]),
    el("td", {}, tag(edge.dashes ? "interpreted" : "stated", word(edge.dashes ? "interpreted" : "stated"))),
    el("td", {}, pathText(edge.walk))));
  return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

/** The drawing with all that it needs away from the page: title, legend, plan and source, for readers and for programs. */
function standalone(svg, board) {
  const paint = colours();
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const line = (text, y, more = {}) => svgEl("text", { x: BOX.margin, y, fill: paint.ink, ...more }, text);
  const title = wrapped(board.title(), width / 10);
  const source = all(".foot p").flatMap((part) => wrapped(part.textContent, width / 7));
  const legend = svgLegend(width, paint, board.root);
  const above = title.length * 26 + 14;
  const below = legend.height + source.length * 18 + 30;
  svg.setAttribute("viewBox", `0 ${-above} ${width} ${height + above + below}`);
  svg.setAttribute("height", height + above + below);
  svg.querySelector("rect").replaceWith(svgEl("rect", { y: -above, width, height: height + above + below, fill: paint.ground }));
  svg.prepend(svgEl("title", {}, title.join(" ")), svgEl("desc", {}, [svg.getAttribute("aria-label"), ...source].join(" ")));
  legend.drawn.setAttribute("transform", `translate(0 ${height + 12})`);
  svg.append(...title.map((text, row) => line(text, row * 26 + 30 - above, { "font-size": 19, "font-weight": 700 })), legend.drawn,
    ...source.map((text, row) => line(text, height + legend.height + 30 + row * 18, { "font-size": 12, fill: paint.muted })));
  return svg;
}

/** A text in lines of at most so many signs. */
function wrapped(text, most) {
  const lines = [""];
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const longer = (lines.at(-1) + " " + part).trim();
    if (longer.length > most && lines.at(-1)) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The page's legend in the picture's own signs. */
function svgLegend(width, paint, root) {
  const drawn = svgEl("g", {});
  let x = BOX.margin;
  let y = 10;
  for (const item of all(".legend li", root).filter((one) => !one.hidden)) {
    const names = item.firstElementChild.className.split(/[- ]/);
    const [kind, read] = [names.includes("thin") ? "thin" : names.at(-1), names.includes("interpreted")];
    const taken = item.textContent.length * 7.5 + 60;
    if (x > BOX.margin && x + taken > width) { x = BOX.margin; y += 24; }
    const { fill, line } = paint.kinds[kind] || {};
    const sign = fill ? svgEl("rect", { x, y, width: 22, height: 14, rx: 3, fill, stroke: line })
      : svgEl("path", { d: `M${x} ${y + 7}h28`, fill: "none", stroke: paint.line, "stroke-width": kind === "thin" ? 1.2 : 2.2, "stroke-dasharray": read ? "7 5" : "none" });
    if (!fill) drawn.append(svgEl("circle", { cx: x + 26, cy: y + 7, r: kind === "thin" ? 3 : 4.5, fill: read ? paint.ground : paint.line, stroke: paint.line, "stroke-width": 1.6 }));
    drawn.prepend(sign);
    drawn.append(svgEl("text", { x: x + 34, y: y + 12, fill: paint.ink, "font-size": 13 }, item.textContent));
    x += taken;
  }
  return { drawn, height: y + 24 };
}

function saveSvg(board) {
  const svg = standalone(board.part("svg-plats").querySelector("svg").cloneNode(true), board);
  const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);
  download(word(board.file) + ".svg", "image/svg+xml", text);
}
