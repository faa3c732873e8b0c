// --- taking a stand: decisions on interpreted links, kept in the tab until they are saved as a file -----------------

const REVIEW_STORE = "kgraph " + (document.querySelector(".facts li:last-child")?.textContent || "");
let decided = new Map();
let reviewing = false;
SHOWS.push(startReview);

const linkId = ({ s, r, t }) => [DATA.nodes[s].id, r, DATA.nodes[t].id].join("--");
const linkWords = ({ s, r, t }) => [DATA.nodes[s].short, RELATIONS[r][0], DATA.nodes[t].short].join(" ");
const openReadings = () => all(".readings tbody tr:not([data-done])");
const linkOfRow = (row) => DATA.links[Number(row.id.slice(5))];

/** What was decided before in this tab; a browser that keeps nothing for files starts afresh. */
function recallReview() {
  try {
    const known = new Set(openReadings().map((row) => linkId(linkOfRow(row))));
    decided = new Map(JSON.parse(sessionStorage.getItem(REVIEW_STORE) || "[]").filter(([id]) => known.has(id)));
  } catch { decided = new Map(); }
}

function keepReview() {
  try { sessionStorage.setItem(REVIEW_STORE, JSON.stringify([...decided])); } catch { return; }
}

/** A field with its name and hint, and a place under it for what is wrong with it. */
function asked(field, name, hint) {
  const [fault, hinted] = [field.id + "-fel", hint ? field.id + "-hint" : ""];
  field.setAttribute("aria-describedby", [hinted, fault].join(" ").trim());
  field.addEventListener("input", () => tellFault(field, ""));
  return el("div", {},
    el("label", { class: "field" }, el("span", {}, word(name)), field, hint ? el("span", { id: hinted, class: "small" }, word(hint)) : ""),
    el("p", { id: fault, class: "lack", role: "alert", hidden: true }));
}

function tellFault(field, told) {
  const place = byId(field.id + "-fel");
  place.textContent = told;
  place.hidden = !told;
  field.setAttribute("aria-invalid", String(Boolean(told)));
}

/** The buttons of each row, made when the list is first looked at. */
function startReview() {
  if (reviewing || state.view !== "tolkningar") return;
  reviewing = true;
  recallReview();
  const role = el("input", { id: "granska-roll", type: "text", autocomplete: "off", maxlength: "80" });
  const day = el("input", { id: "granska-datum", type: "date", value: today(), max: today() });
  byId("tolkningar").querySelector(".filters").before(el("section", { class: "review script-only", "aria-labelledby": "granska-rubrik" },
    el("h3", { id: "granska-rubrik" }, word("review_heading")),
    el("p", { class: "note" }, word("review_lead") + " ", el("code", {}, "kgraph review apply " + word("file_review") + ".csv")),
    el("div", { class: "filters" },
      asked(role, "review_role", "review_role_hint"), asked(day, "review_date"),
      el("div", { class: "tools" },
        el("button", { type: "button", class: "primary", id: "granska-spara", click: saveReview }, word("review_save")),
        el("button", { type: "button", class: "quiet", id: "granska-tom", click: clearReview }, word("review_clear")))),
    el("p", { id: "granska-antal", class: "tally", role: "status" }),
    el("p", { id: "granska-foljd", role: "status" })));
  all(".readings").forEach((table) => {
    table.tHead.rows[0].append(el("th", { scope: "col" }, word("review_column")));
    all("tbody tr", table).forEach((row) => row.append(el("td", { class: "decide" }, "done" in row.dataset ? [] : decideParts(row))));
  });
  nameCells(byId("tolkningar"));
  showReview();
}

function decideParts(row) {
  const link = linkOfRow(row);
  const named = (what) => word("review_of", { what: word(what), link: linkWords(link) });
  const button = (way) => el("button", { type: "button", "data-way": way, "aria-pressed": "false", "aria-label": named("review_" + way), click: () => decide(link, way) }, word("review_" + way));
  return [
    el("div", { class: "ways" }, button("confirm"), button("reject")),
    el("div", { class: "decision", hidden: true }, el("span", { class: "tag" }),
      el("button", { type: "button", class: "quiet", "data-way": "undo", "aria-label": named("review_undo"), click: () => undo(row, link) }, word("review_undo")),
      el("input", { type: "text", maxlength: "300", placeholder: word("review_note"), "aria-label": named("review_note"),
        input: (event) => { decided.get(linkId(link)).note = event.target.value; keepReview(); } })),
  ];
}

function decide(link, way) {
  decided.set(linkId(link), { way, note: decided.get(linkId(link))?.note || "" });
  keepReview();
  showReview();
}

function undo(row, link) {
  decided.delete(linkId(link));
  keepReview();
  showReview();
  toast(word("review_undone"));
  row.querySelector("[data-way=confirm]").focus();
}

/** Bring the rows and the tally to what is decided; a link that several documents give is decided in all its rows. */
function showReview() {
  const known = new Set();
  openReadings().forEach((row) => {
    const id = linkId(linkOfRow(row));
    const { way, note = "" } = decided.get(id) || {};
    known.add(id);
    row.classList.toggle("is-decided", Boolean(way));
    all("[aria-pressed]", row).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.way === way)));
    const told = row.querySelector(".decision");
    told.hidden = !way;
    told.querySelector(".tag").className = "tag tag-" + (way === "reject" ? "gap" : "confirmed");
    told.querySelector(".tag").textContent = way ? word(way === "reject" ? "review_rejected" : "review_confirmed") : "";
    const field = told.querySelector("input");
    if (field !== document.activeElement) field.value = note;
  });
  const ways = [...decided.values()].map(({ way }) => way);
  const yes = ways.filter((way) => way === "confirm").length;
  byId("granska-antal").textContent = word("review_count", { done: ways.length, all: known.size, yes, no: ways.length - yes });
  byId("granska-foljd").textContent = foreseen();
}

/** How many causes have a measure and how many measures a cause, counted as the library does, in one of the ways of counting, as things stand or by what is decided. */
function coverageBy(decisions, layer) {
  const { measures, knows } = scope();
  const statusOf = (link) => (link.status === "interpreted" && { confirm: "confirmed", reject: "rejected" }[decisions.get(linkId(link))?.way]) || link.status;
  const counted = DATA.links.filter((link, place) => knows(place) && (layer ? statusOf(link) !== "rejected" : isFirm({ status: statusOf(link) })));
  const wholes = new Map(measures.map((measure) => [measure, [measure]]));
  counted.filter(({ s, r, t }) => r === "partOf" && DATA.nodes[s].kind === "SubActivity" && DATA.nodes[t].kind === "Measure" && wholes.has(t))
    .forEach(({ s, t }) => wholes.set(s, [...(wholes.get(s) || []), t]));
  const found = counted.filter(({ s, r, t }) => (r === "addresses" || r === "strengthens") && wholes.has(s) && DATA.nodes[t].kind === "Cause");
  return { causes: new Set(found.map(({ t }) => t)).size, measures: new Set(found.flatMap(({ s }) => wholes.get(s))).size };
}

/** What the decisions come to, "" where none is taken. */
function foreseen() {
  if (!decided.size) return "";
  const [before, after] = [new Map(), decided].map((decisions) => [false, true].map((layer) => coverageBy(decisions, layer)));
  const values = ["causes", "measures"].flatMap((what) => [before, after].flatMap((ways, later) => ways.map((way, layer) => [`${what}_${later ? "after" : "before"}_${layer ? "all" : "stated"}`, way[what]])));
  return word("review_foreseen", Object.fromEntries(values));
}

/** Whether a role is made of words that the library knows for roles; the same rule as its own. */
function isKnownRole(role) {
  const [ends, whole] = DATA.roles;
  const words = fold(role).split(" ").filter(Boolean);
  return words.every((one) => whole.includes(one) || ends.some((end) => one.endsWith(end)));
}

let vouchedRole = "";

/** A role that is not known is asked about once: it may be a person, and may be a role that nobody has named before. */
function doubtsRole(role) {
  const doubted = !isKnownRole(role) && vouchedRole !== role;
  vouchedRole = role;
  return doubted;
}

function clearReview() {
  decided.clear();
  keepReview();
  showReview();
  toast(word("review_cleared"));
}

/** The decisions in the form of the review log, one a line; what is missing is told at its field, which the reader is taken to. */
function saveReview() {
  const [role, day] = [byId("granska-roll"), byId("granska-datum")];
  const lacks = !decided.size ? ["review_need_some"] : !role.value.trim() ? ["review_need_role", role] : doubtsRole(role.value.trim()) ? ["review_odd_role", role] : !day.value || day.value > today() ? ["review_need_date", day] : [];
  const [fault, field] = lacks;
  [role, day].forEach((one) => tellFault(one, one === field ? word(fault, { role: role.value.trim() }) : ""));
  if (fault) return field ? field.focus() : toast(word(fault));
  const cell = (text) => '"' + text.replace(/\s+/g, " ").trim().replaceAll('"', '""') + '"';
  const lines = [...decided].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, { way, note }]) => [day.value, role.value, way, id, note].map(cell).join(";"));
  const name = word("file_review") + ".csv";
  download(name, "text/csv;charset=utf-8", "\ufeff" + ["date;by;decision;link;note", ...lines].join("\r\n") + "\r\n");
  toast(word("review_saved", { n: lines.length, file: name }));
}
