// --- the picture as a network that can be moved: vis-network, placed by us, physics off ------------------------

/** The program that moves the network comes packed, and is unpacked when a network is first shown, below an answer that is on the screen by then; the page's policy names its hash. */
let program = null;
async function unpackProgram() {
  await new Promise(afterPaint);
  const text = atob(byId("natverksprogram").textContent);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  document.body.append(el("script", {}, await new Response(plain).text()));
  return vis;
}

/** Draw the network as soon as its program is there; a browser that cannot unpack it has the still picture and the table. */
function drawCanvas(board, kept) {
  board.kept = kept;
  const [box, told] = [board.part("natverk"), board.part("laddar")];
  box.setAttribute("aria-busy", "true");
  if (!board.network) told.textContent = word("network_loading");
  program ??= unpackProgram();
  program.then(() => {
    told.textContent = "";
    if (board.picture && box.clientWidth) paintCanvas(board, box);
  }, () => { told.textContent = word("network_missing"); box.hidden = true; }).finally(() => box.removeAttribute("aria-busy"));
}

function paintCanvas(board, box) {
  const { picture, kept } = board;
  if (board.network) board.network.destroy();
  board.width = box.clientWidth;
  const scale = Math.min(1, board.width / picture.width);
  box.style.height = Math.ceil(Math.max(220, picture.height * scale)) + "px";
  const paint = colours();
  const content = {
    nodes: picture.nodes.map((node) => visNode(node, paint, !kept || kept.has(node.thing), picture.asked.has(node.thing))),
    edges: picture.edges.map(({ from, to, dashes }, id) => ({ id, from, to, dashes, hidden: true })),
  };
  const network = new vis.Network(box, content, { ...DATA.network.options, autoResize: false });
  network.moveTo({ position: { x: picture.width / 2, y: picture.height / 2 }, scale, animation: false });
  board.network = network;
  network.on("click", ({ nodes }) => choose(board, nodes.length ? nodes[0] : null));
  network.on("beforeDrawing", (context) => strokes(picture, paint, kept).forEach((stroke) => canvasStroke(context, stroke, paint)));
  network.on("afterDrawing", (context) => headings(context, picture, paint));
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", pictureAlt(picture));
  all("[tabindex]", box).forEach((part) => { part.tabIndex = -1; });
  network.redraw();
}

function headings(context, picture, paint) {
  context.font = "600 14px system-ui, 'Segoe UI', sans-serif";
  context.textAlign = "center";
  context.fillStyle = paint.muted;
  picture.headings.forEach(({ name, x, y }) => context.fillText(word("column_" + name), x, y - 4));
}

function visNode(node, paint, lit, asked) {
  const { fill, line } = paint.kinds[node.kind];
  const still = lit ? { background: fill, border: line } : { background: mixed(fill, paint.ground), border: mixed(line, paint.ground) };
  return {
    id: node.thing, x: node.x, y: node.y, label: linesOf(node.thing).join("\n"), title: DATA.nodes[node.thing].label,
    faded: !lit, borderWidth: asked ? 3 : 1.25, shapeProperties: { borderRadius: 6 }, widthConstraint: { minimum: BOX.width - 8, maximum: 2 * BOX.width }, heightConstraint: { minimum: BOX.height - 8 }, margin: 4,
    color: { ...still, highlight: still, hover: still },
    font: { color: lit ? paint.ink : mixed(paint.ink, paint.ground), face: "system-ui, 'Segoe UI', sans-serif", size: 14, multi: false },
  };
}

/** A colour faded into the ground: three tenths of it are left. */
function mixed(colour, ground) {
  const parts = (hex) => [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
  const back = parts(ground);
  return "rgb(" + parts(colour).map((part, place) => Math.round(part * 0.3 + back[place] * 0.7)).join(",") + ")";
}

/** The same lines as in the still picture; the network's own would run askew, each by itself. */
function canvasStroke(context, { d, stroke, width, dashed, opacity, dot, said }, paint) {
  context.save();
  Object.assign(context, { globalAlpha: opacity, strokeStyle: stroke, lineWidth: width, fillStyle: dashed ? paint.ground : stroke });
  context.setLineDash(dashed ? [7, 5] : []);
  context.stroke(new Path2D(d));
  if (dot) {
    const round = new Path2D();
    round.arc(dot.cx, dot.cy, dot.r, 0, 7);
    context.setLineDash([]);
    context.fill(round);
    context.stroke(round);
  }
  if (said) {
    Object.assign(context, { font: "italic 11px system-ui, 'Segoe UI', sans-serif", textAlign: "center", lineWidth: 4, strokeStyle: paint.ground, fillStyle: paint.ink });
    context.setLineDash([]);
    context.strokeText(word("interpreted"), said.x, said.y);
    context.fillText(word("interpreted"), said.x, said.y);
  }
  context.restore();
}

/** What the canvas shows, for those who want to look at it from the browser's console (and for the tests). */
function canvasContent({ network }) {
  const { nodes, edges } = network.body.data;
  const id = (number) => DATA.nodes[number].id;
  return {
    nodes: nodes.getIds().map(id), edges: edges.map(({ from, to }) => [id(from), id(to)]), dashed: edges.get().filter((edge) => edge.dashes).length,
    faded: nodes.get().filter((node) => node.faded).length,
    places: Object.fromEntries(Object.entries(network.getPositions()).map(([number, place]) => [id(number), place])),
  };
}

function zoom({ network }, factor) {
  if (network) network.moveTo({ scale: network.getScale() * factor, animation: false });
}
