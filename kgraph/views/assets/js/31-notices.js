// --- what narrows a view beside its plan, said above it in words, each with a way to take it away ------------------------

/** Views where nothing but what is at home in the area is left, and counted. */
const NARROWED = new Set(["overlapp", "lista", "atgarder", "tolkningar", "kontroller"]);
/** Views that an area narrows in a way of their own. */
const OWN_WORDS = { laget: "only_area_start", orsaker: "only_area_tree" };
/** Views that no area narrows. */
const EVERYWHERE = new Set(["motsagelser", "kallor"]);
const ALL_MEASURES = byId("atgarder-rubrik").textContent;
let leftFor = { view: "laget", pick: "" };

const notice = (id, told, does, click) => byId(id).replaceChildren(...(told ? [told + " ", el("button", { type: "button", class: "quiet", click }, word(does))] : []));

function areaNotice() {
  const everywhere = EVERYWHERE.has(state.view);
  const chosen = state.area && (everywhere || byId(state.view).querySelector("[data-area-filter]"));
  const key = everywhere ? "every_area" : OWN_WORDS[state.view] ?? (NARROWED.has(state.view) ? "only_area_list" : "only_area");
  notice("omrade-rad", chosen && word(key, { name: DATA.nodes[NUMBER.get(state.area)].short }), "show_all_areas", () => go({ area: "" }));
}

/** The list behind a number names itself; closing it, or showing all, also counts as the reader had chosen. */
function choiceNotice() {
  const isList = state.view === "lista";
  const chosen = state.view === "atgarder" && measuresTitle(state.pick, "");
  byId("atgarder-rubrik").textContent = chosen ? word("choice_heading", { choice: chosen }) : ALL_MEASURES;
  if (isList) notice("urval-rad", word("list_note"), "list_close", () => go({ ...leftFor, ...givenBack() }));
  else notice("urval-rad", chosen && word("choice_note", { choice: chosen }), "show_all_measures", () => go({ pick: "", ...givenBack() }));
  if (!isList) leftFor = { view: state.view, pick: state.pick };
}

/** Where something else is counted than the switch stands for when a page is opened, or than the reader chose. */
function layerNotice() {
  const way = state.layer ? "with" : "without";
  const told = DATA.level === "internal" && (state.own ? word("lent_" + way) : !state.layer && word("layer_off"));
  notice("tolkade-rad", told, state.own ? "lent_back_" + way : "layer_show", () => go(state.own ? givenBack() : { layer: true }));
}

SHOWS.push(areaNotice, choiceNotice, layerNotice);
