// --- numbers that open what they count: the list behind each, and the measures that fit a choice ----------------------------

const LISTS = JSON.parse(byId("listor").textContent);
const PAIRS = new Set(["par", "verkar"]);
const LISTED = new Map();

/** Whether a list is of the earlier of two versions, whose things are not among the page's. */
const isEarlier = (key) => key.startsWith("fore.");

/** The rows of a list in the part that is shown, by their numbers and in both ways of counting; null for an unknown list. */
function listed(key) {
  const own = (isEarlier(key) ? LISTS.before?.of : LISTS.of[state.part])?.[key];
  const packed = own === 0 ? LISTS.of[""][key] : own;
  if (!packed) return null;
  if (!LISTED.has(packed)) {
    const [both = [], sure = [], read = []] = packed.map(summed);
    LISTED.set(packed, { stated: new Set([...both, ...sure]), every: new Set([...both, ...read]) });
  }
  return LISTED.get(packed);
}

/** Lists that the page's data tell by themselves. */
const TOLD = {
  omraden: (id, layer) => [...scope().touched(NUMBER.get(id)) || []].filter(([thing, path]) => AREAS.has(DATA.nodes[thing].kind) && (layer || path.stated)).map(([thing]) => thing),
  bara: (id, layer) => causesCarried(NUMBER.get(id), layer),
  lankar: (id, layer) => DATA.links.flatMap((link, place) => (documentOf(link) === NUMBER.get(id) && isKnown(place, layer) ? [place] : [])),
};

function rowsOf(key, layer) {
  const [sort, ...about] = key.split(".");
  if (sort in TOLD) return [...new Set(TOLD[sort](about[0], layer))].sort(byRank);
  const list = listed(key);
  return list ? [...layer ? list.every : list.stated].sort(byRank) : [];
}

/** What a list holds, in words: "Orsaker som driver eller skyddar Narkotika". */
function listTitle(key) {
  const [sort, ...about] = key.split(".");
  if (sort === "roll") return roleWords(...about);
  if (sort === "rollkvar") return `${roleWords(...about)} (${word("stated")})`;
  if (sort === "rolltolkad") return `${roleWords(...about)} (${word("interpreted")})`;
  if (about[0] === "*") return LISTS.words.every;
  const open = DATA.level === "open" && LISTS.words[sort + "_open"];
  const name = (one) => DATA.nodes[NUMBER.get(one)]?.short ?? LISTS.values[one] ?? KINDS[one]?.[1].toLowerCase() ?? one;
  const [one, two] = about.filter((part) => part !== "alla").map(name);
  return capital((open || LISTS.words[about[0] === "alla" ? sort + "_alla" : sort] || "").replace("{one}", () => one).replace("{two}", () => two));
}

/** What tells whether a measure fits one condition of a choice: a role, what it touches, a list that it stands in, or what it lacks. */
function fitsPick(pick) {
  const [sort, ...about] = pick.split(".");
  if (sort === "roll") return (measure) => playsRole(measure, ...about);
  if (sort === "rollkvar") return (measure) => playsRole(measure, ...about, true) && playsRole(measure, ...about, false);
  if (sort === "rolltolkad") return (measure) => playsRole(measure, ...about, true) && !playsRole(measure, ...about, false);
  if (sort === "flera") return (measure) => areasTouched(measure).length > 1;
  if (sort === "beror") return (measure) => about[0] === "*" || (about[0] === "?" ? !areasTouched(measure).length : touches(measure, NUMBER.get(about[0]), state.layer));
  const list = listed(pick);
  const ones = list && (state.layer ? list.every : list.stated);
  return (measure) => (ones ? ones.has(measure) : scope().lacks(measure).includes(pick));
}

/** Whether a condition is one that the page knows: a choice that it offers, a sort of list, or a role or a touch of something here. */
function isChoice(pick) {
  const [sort, ...about] = pick.split(".");
  if (sort === "beror") return "*?".includes(about[0]) || NUMBER.has(about[0]);
  if (sort.startsWith("roll")) return NUMBER.has(about[1]);
  const offered = `option[value="${CSS.escape(pick)}"], [data-is~="${CSS.escape(pick)}"]`;
  return isEarlier(pick) || sort in TOLD || sort in LISTS.words || Boolean(listed(pick) || document.querySelector(offered));
}

/** A choice in words, each of its conditions. */
const pickTitle = (pick) => pick.split("&").map(listTitle).filter(Boolean).join(" · ");

/** A choice of measures and an area in words. */
function measuresTitle(pick, area) {
  const chosen = pick && (byId("atgarder-urval").querySelector(`option[value="${CSS.escape(pick)}"]`)?.textContent ?? pickTitle(pick));
  return [chosen, area && DATA.nodes[NUMBER.get(area)].short].filter(Boolean).join(" · ");
}

/** What a link with a number opens, in words. */
function opens(href) {
  const { view, all: asked, pick, area } = addressed(href);
  const names = (ids) => ids.map((id) => DATA.nodes[NUMBER.get(id)].short).join(" " + word("and") + " ");
  if (view === "overlapp") return asked.length > 3 ? "" : word("question", { things: names(asked) });
  if (view === "lista") return listTitle(pick);
  return view === "atgarder" ? measuresTitle(pick, area) || LISTS.words.measures : "";
}

/** The numbers of a place behind links; one told by the other way of counting opens its list as that way has it. */
function openNumbers(place, address) {
  const inside = all("b, .small", place);
  (inside.length ? inside : [place]).filter((one) => /[1-9]/.test([one.textContent, one.dataset.stated, one.dataset.all].join())).forEach((one) => {
    const other = one.closest(".small");
    const way = other?.matches(".if-all") ? ";tolkade=0" : other?.matches(".if-stated") ? ";tolkade=1" : "";
    const link = el("a", { class: "opens", href: address + way });
    if (one.dataset.stated) {
      one.replaceWith(link);
      link.append(one);
    } else {
      link.append(...one.childNodes);
      one.append(link);
    }
  });
}

/** What is shown for the first time gets its links; every link with a number says what it opens. */
function openShown() {
  const view = byId(state.view);
  const inSight = (one) => !one.closest("[data-part][hidden], tr[hidden]");
  const address = (place, list) => list.replace("*", rowThing(place.closest("tr") || place));
  all("table:not([data-sortable]) th[data-list]", view).filter(inSight).forEach((heading) => {
    all("tbody tr", heading.closest("table")).forEach((row) => openNumbers(row.cells[heading.cellIndex], address(row, heading.dataset.list)));
    heading.removeAttribute("data-list");
  });
  all("[data-list]:not(th)", view).filter(inSight).forEach((place) => {
    const { list } = place.dataset;
    place.removeAttribute("data-list");
    openNumbers(place, address(place, list));
  });
  all("a:is([href^='#lista;'], [href^='#atgarder;'], [href^='#overlapp;']):not([title])", view).filter(inSight).forEach((link) => { link.title = opens(link.getAttribute("href")); });
}

/** A number in a picture opens its list; to the keyboard the table beside says the same, and what it does not say is a stop in the picture. */
function openHeld(svg) {
  const said = new Set(all("a[href^='#atgarder;']", svg.closest("[data-view]")).map((link) => link.getAttribute("href")));
  all("[data-holds]", svg).forEach((place) => {
    const href = "#atgarder;urval=" + place.dataset.holds.replace("*", place.closest("[data-thing]")?.dataset.thing);
    const open = (event) => { event.stopPropagation(); go(followed(href)); };
    place.addEventListener("click", open);
    if (said.has(href) || !/[1-9]/.test(place.textContent)) return;
    svg.setAttribute("role", "group");
    const words = all("text", place).map((one) => (one.children.length ? [...one.children] : [one]).map((line) => line.textContent).join(" "));
    Object.entries({ role: "link", tabindex: 0, "aria-label": [...words, opens(href)].join(" ") }).forEach(([name, value]) => place.setAttribute(name, value));
    place.addEventListener("keydown", (event) => { if (event.key === "Enter") open(event); });
  });
}

/** The things of a row: one, two of a pair, or the ends of a link. */
function thingsOf(sort, number) {
  const size = DATA.nodes.length;
  if (sort === "lankar") return [DATA.links[number].s, DATA.links[number].t];
  return PAIRS.has(sort) ? [Math.floor(number / size), number % size] : [number];
}

const basisCell = (sure) => DATA.level === "internal" && el("td", {}, tag(sure ? "stated" : "interpreted", word(sure ? "stated" : "interpreted")));

/** A thing of the earlier version; it opens where the later one has it. */
function earlierRow(place, sure) {
  const one = LISTS.before.things[place];
  const [name, kind, number] = Array.isArray(one) ? one : [DATA.nodes[one].short, KINDS[DATA.nodes[one].kind][0], one];
  return el("tr", {}, el("th", { scope: "row" }, number === null ? name : thingLink(number, name)), el("td", {}, capital(kind)), basisCell(sure));
}

/** One row of a list: what it is, of what kind, and whether a source says it or a reader. */
function listRow(sort, number, sure) {
  if (sort === "fore") return earlierRow(number, sure);
  const link = sort === "lankar" && DATA.links[number];
  const things = thingsOf(sort, number);
  const between = link ? ` ${RELATIONS[link.r][0]} ` : " – ";
  const asked = sort === "par" && el("a", { class: "ask-link", href: "#overlapp;alla=" + things.map((one) => DATA.nodes[one].id).join() }, LISTS.words.ask);
  return el("tr", { "data-id": DATA.nodes[things[0]].id },
    el("th", { scope: "row" }, things.flatMap((one, place) => [place ? between : "", thingLink(one)])),
    el("td", {}, things.map((one) => KINDS[DATA.nodes[one].kind][0]).join(" – "), asked && " ", asked),
    basisCell(sure));
}

/** The list that the address names. */
function showList() {
  if (state.view !== "lista") return;
  const [sort] = state.pick.split(".");
  const [stated, every] = [false, true].map((layer) => asIf({ layer }, () => rowsOf(state.pick, layer).filter(staysIn(state.pick))));
  const sure = new Set(stated);
  const rows = state.layer ? every : stated;
  byId("lista-rubrik").textContent = listTitle(state.pick) || LISTS.words.none;
  byId("lista-antal").replaceChildren(...countsText({ stated: stated.length, all: every.length }).flatMap((text, place) => [place ? " · " : "", el("b", {}, text)]));
  byId("lista-tabell").tBodies[0].replaceChildren(...rows.map((number) => listRow(sort, number, sure.has(number))));
  byId("lista-tomt").hidden = rows.length > 0;
  byId("lista-ram").hidden = !rows.length;
  nameCells(byId("lista"));
}

SHOWS.push(showList, openShown, showChanges, showLeft);
