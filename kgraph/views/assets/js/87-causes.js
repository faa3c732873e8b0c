// --- drawings that came in few bytes, and the cause trees of the chosen plan and area -----------------------------

const packs = new Map();

/** The drawings of a view, read when the first of them is shown. */
function packOf(id) {
  if (!packs.has(id)) packs.set(id, JSON.parse(byId(id).textContent));
  return packs.get(id);
}

/** An element as it was drawn: its kind tells what it has in common with others, numbers of things are their ids. */
function unpacked(kinds, [kind, ...values], thing) {
  const [name, fixed, ...keys] = kinds[kind];
  const own = keys.includes("data-thing") ? DATA.nodes[values[keys.indexOf("data-thing")]] : thing;
  const made = svgEl(name, fixed);
  keys.forEach((key, place) => made.setAttribute(key, key === "data-thing" && own ? own.id : values[place]));
  if (own && own !== thing) made.append(svgEl("title", {}, own.label));
  const inside = (value) => (Array.isArray(value) ? unpacked(kinds, value, own) : value.replace("\u0001", () => own.short));
  made.append(...values.slice(keys.length).map(inside));
  if (/^t(ext|span)$/.test(name) && !made.hasChildNodes()) made.textContent = own.short;
  return made;
}

/** Draw what is in sight and not drawn yet. */
function unpackShown() {
  const unseen = "[hidden], details:not([open]), .if-" + (state.layer ? "stated" : "all");
  all("svg[data-packed]", byId(state.view)).filter((svg) => !svg.closest(unseen)).forEach((svg) => {
    const { kinds, drawn } = packOf(svg.dataset.packed);
    svg.append(...drawn[svg.parentElement.id].map((element) => unpacked(kinds, element)));
    svg.removeAttribute("data-packed");
    askBetween(svg);
    svg.parentElement.setAttribute("aria-label", svg.firstElementChild.textContent);
  });
}

document.addEventListener("toggle", () => { unpackShown(); showFaded(); }, true);

/** Names that open their things; in the file they are numbers only. */
function linkThings(block) {
  all("[data-n]", block).forEach((place) => {
    const node = DATA.nodes[place.dataset.n];
    place.replaceChildren(el("a", { href: "#sak-" + node.id }, place.textContent));
    place.removeAttribute("data-n");
  });
}

function showTrees() {
  const area = state.area && String(NUMBER.get(state.area));
  const blocks = all("[data-of]");
  blocks.forEach((block) => {
    const { of, tree } = block.dataset;
    block.hidden = !of.split(" ").includes(state.part || "*") || Boolean(area && tree !== area);
    if (!block.hidden && state.view === "orsaker") linkThings(block);
  });
  all("#orsaker .overviews").forEach((part) => { part.hidden = Boolean(area); });
  if (byId("orsaker-tomt")) byId("orsaker-tomt").hidden = blocks.some((block) => !block.hidden);
  unpackShown();
}
