"""What holds for the five documents alike: trace, own figures, shared registers and what the rules find in them.

Expectations were read from the documents and written here by hand; nothing is generated from the data.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

import kgraph
from kgraph.contradictions import Conflict, contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Link, Municipality, Node, Source, Statement, cell_text
from kgraph.names import fold
from kgraph.parts.scope import said_by
from kgraph.wording import catalogue

DOCUMENTS = ("s0", "s1", "s2", "s3", "s4")
CODES = {"municipality-vasteras": "1980", "municipality-upplands-vasby": "0114", "municipality-stockholm": "0180"}

PLACE = re.compile(
    r"\b(?:kap\. |avsn\. |flik |blad |bild |tabell |figuren |fotnot )|försättsblad|analysflik|Sammanfattning"
)
"""How the name of a place in a document begins."""
JOINED = re.compile(r"(?<= och )\d+(?:\.\d+)*(?=$|,)|(?<=, )\d+(?:\.\d+)*(?=$|,| och)")
"""Further chapters of a list: "kap. 2.2, 3.2 och 7.2"."""

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "distinctFrom")
SHARED = {
    "actor-polisen": {"s0", "s1", "s2", "s3", "s4"}, "actor-mimer": {"s0", "s1", "s2"}, "actor-kriminalvarden": {"s2", "s4"},
    "actor-skatteverket": {"s2", "s4"}, "actor-socialtjansten": {"s1", "s2"}, "actor-cmv": {"s1", "s2"},
    "method-sspf": {"s0", "s2", "s4"}, "method-est": {"s0", "s1", "s2"}, "method-mvp": {"s0", "s1", "s2"},
    "method-mbu": {"s0", "s2"}, "method-vaga-bry-dig": {"s0", "s2"}, "method-medborgarkontor": {"s0", "s2"},
    "method-uppsokande": {"s2", "s4"}, "method-sig": {"s1", "s4"}, "method-belysning": {"s2", "s4"},
    "method-trygghetsvandring": {"s1", "s2"}, "method-andts-coach": {"s0", "s1"},
    "group-hbtqia": {"s1", "s4"}, "group-hedersutsatta": {"s1", "s3"}, "group-valdsutsatta-barn": {"s1", "s4"},
    "group-valdsutsatta": {"s0", "s1", "s2", "s3", "s4"}, "group-barn-unga": {"s0", "s1", "s2", "s3", "s4"},
    "place-skola": {"s0", "s1", "s2", "s3", "s4"}, "place-fritidsgardar": {"s2", "s4"},
    "cause-folkbokforing": {"s0", "s2"}, "cause-mobbning": {"s0", "s3"},
}  # fmt: skip
"""Things that several documents speak of, under one id, and which documents do."""

APART = {
    ("actor-stadsmissionen", "actor-hv-stadsmissionen"), ("actor-buf", "actor-hv-bou"),
    ("actor-kommunstyrelsen", "actor-uv-ks"), ("actor-lpo-vasteras", "actor-hv-lpo-vallingby"),
    ("actor-s2-raddningstjansten", "actor-uv-raddningstjanst"), ("agreement-s2-samverkan", "agreement-s1-polisen"),
    ("method-hrv-coach", "method-andts-coach"), ("place-s2-vaster", "place-uv-vastra"),
}  # fmt: skip
"""Things with much the same name that are not the same."""


@cache
def data() -> KnowledgeGraph:
    return kgraph.load()


@cache
def conflicts() -> tuple[Conflict, ...]:
    return contradictions(data())


def found(rule: str, subject: str) -> list[list[str]]:
    """What the sides of the conflicts about a thing say, in Swedish."""
    return [[side.says.sv for side in one.sides] for one in conflicts() if (one.rule, one.subject) == (rule, subject)]


def records() -> list[Node | Link]:
    return [*(node for node in data() if node.kind != "Source"), *data().links]


def outline(document: str) -> list[str]:
    source = data()[document]
    assert isinstance(source, Source)
    return sorted(source.outline, key=len, reverse=True)


def lost(record: Node | Link) -> list[str]:
    """The places that a locator names and its document does not have."""
    locator, names = record.locator or "", outline(record.document or "")
    begins = [match.start() for match in PLACE.finditer(locator)]
    known = [any(re.match(rf"{re.escape(name)}(?![\w.]*\w)", locator[at:]) for name in names) for at in begins]
    further = [number for number in JOINED.findall(locator) if locator.startswith("kap.") and "rad" not in locator]
    return [
        *(locator[at:] for at, ok in zip(begins, known, strict=True) if not ok),
        *([] if begins and begins[0] == 0 else [locator]),
        *(number for number in further if f"kap. {number}" not in names),
    ]


def test_five_documents_that_say_what_was_taken_and_what_was_left_out() -> None:
    sources = [node for node in data().of_kind("Source") if isinstance(node, Source)]
    assert tuple(source.id for source in sources) == DOCUMENTS
    for source in sources:
        for words in (source.taken, source.left_out):
            assert words is not None, source.id
            assert words.en, source.id
        assert source.outline, source.id
        assert source.publisher, source.id


def test_every_record_says_where_in_which_document_it_stands() -> None:
    for record in records():
        assert record.document in DOCUMENTS, record
        assert record.locator, record


def test_every_locator_names_places_of_its_document() -> None:
    assert {(one.document, one.locator): places for one in records() if (places := lost(one))} == {}


@pytest.mark.parametrize(
    ("document", "locator"),
    [("s0", "kap. 10"), ("s1", "kap. 4.20"), ("s2", "blad Resurser"), ("s3", "avsn. Budget"), ("s4", "flik 7, rad 1"), ("s1", "rad 3"),
     ("s0", "kap. 2.2, 3.3 och 7.2"), ("s4", "flik 2, rad 1 och flik 9")],
)  # fmt: skip
def test_a_place_that_a_document_lacks_would_be_seen(document: str, locator: str) -> None:
    assert lost(Link(source="a", relation="isFor", target="b", document=document, locator=locator))


def test_no_figure_is_entered_twice() -> None:
    entered: Counter[tuple[object, ...]] = Counter()
    for one in data().of_kind("Statement"):
        assert isinstance(one, Statement)
        if one.number is None:
            continue
        about, where = (tuple(link.target for link in data().outgoing(one.id, way)) for way in ("isAbout", "holdsAt"))
        under = (one.year, one.unit, one.population, one.counted_kind, one.number)
        entered[one.document, one.locator, one.attribute, about, where, *under] += 1
    assert [figure for figure, times in entered.items() if times > 1] == []
    assert len(entered) > 150


def test_municipal_codes_are_text_of_four_digits() -> None:
    codes = {node.id: node.code for node in data().of_kind("Municipality") if isinstance(node, Municipality)}
    assert {one: codes[one] for one in CODES} == CODES
    assert all(code is None or re.fullmatch(r"\d{4}", code) for code in codes.values())


@pytest.mark.parametrize(("one", "documents"), SHARED.items(), ids=SHARED.keys())
def test_what_several_documents_speak_of_is_one_thing(one: str, documents: set[str]) -> None:
    links = [link for link in (*data().outgoing(one), *data().incoming(one)) if link.relation not in MATCHES]
    assert {link.document for link in links} | {data()[one].document} >= documents


def test_what_only_looks_alike_is_kept_apart() -> None:
    pairs = {frozenset((link.source, link.target)) for link in data().links if link.relation == "distinctFrom"}
    assert {frozenset(pair) for pair in APART} <= pairs


def test_no_pair_is_matched_in_two_ways() -> None:
    ways: dict[frozenset[str], set[str]] = defaultdict(set)
    for link in data().links:
        if link.relation in (*MATCHES, "broader"):
            ways[frozenset((link.source, link.target))].add(link.relation)
    assert {tuple(pair): how for pair, how in ways.items() if len(how) > 1 or len(pair) < 2} == {}


def test_every_match_gives_its_reason() -> None:
    for link in data().links:
        if link.relation in MATCHES:
            assert link.status == "interpreted", link.id
            assert link.rationale is not None, link.id
            assert link.rationale.en, link.id


def test_each_focus_area_of_a_later_plan_is_set_beside_areas_of_the_others() -> None:
    """Three goal areas stand alone: on segregation, on power over one's own area and on income."""
    alone = {
        area.id
        for area in data().of_kind(*AREA_KINDS)
        if area.document in ("s2", "s3", "s4")
        and not (data().outgoing(area.id, *MATCHES) or data().incoming(area.id, *MATCHES))
    }
    assert alone == {"goalarea-s2-d", "goalarea-s2-e", "goalarea-s2-f"}


def test_a_word_leads_to_one_thing_whichever_of_its_names_it_is() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for node in data():
        for text in (node.label, node.short):
            for name in (text.sv, text.en) if text else ():
                meant[fold(name or node.id)].add(node.id)
        aliases = () if node.kind == "Municipality" else node.aliases  # theirs are for `--municipality` and come last
        for name in (node.abbreviation, *aliases):
            meant[fold(name or node.id)].add(node.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_the_names_of_a_municipality_lead_to_it_among_municipalities_and_to_the_organisation_elsewhere() -> None:
    for name, municipality, organisation in (
        ("Västerås stad", "municipality-vasteras", "actor-vasteras-stad"),
        ("Upplands Väsby kommun", "municipality-upplands-vasby", "actor-uv-kommun"),
        ("Stockholms stad", "municipality-stockholm", "municipality-stockholm"),
        ("0114", "municipality-upplands-vasby", "municipality-upplands-vasby"),
    ):
        assert data().choose(name, "Municipality").id == municipality
        assert data().resolve(name).id == organisation


def test_an_exact_and_a_rough_population_of_the_same_city_agree() -> None:
    """152 744 by the mapping, "ca 160 tusen" on a slide: 7 256 apart, less than a tenth of a rough 160 000."""
    assert found("values", "municipality-vasteras") == []


def test_the_plan_is_to_investigate_what_the_mapping_says_has_started() -> None:
    ((plan, mapping),) = found("values", "m-storningsjour")
    assert plan.endswith("ska utredas")
    assert mapping.endswith("ja")


def test_two_documents_differ_on_who_leads_est_but_speak_of_different_districts() -> None:
    """S1 counts the districts that take part (six); S2 names five to be mapped and a sixth to come: no contradiction."""
    sides = [[says.rsplit(": ")[-1] for says in one] for one in found("values", "method-est")]
    assert sides == [["en samordnare centralt i staden", "KIFF"]]


def test_the_rules_find_nothing_within_the_vasteras_plan_alone() -> None:
    assert contradictions(said_by(data(), "s0")) == ()


def test_each_kind_of_rule_finds_something_in_the_five() -> None:
    rules = Counter(one.rule for one in conflicts())
    assert (rules["lists"], rules["counts"], rules["sums"], rules["shares"]) == (4, 0, 4, 1)
    assert rules["values"] == 13


def test_one_contradiction_of_the_five_rests_on_a_reading() -> None:
    """That the mapping's disturbance patrol is the plan's is our reading; who leads EST both documents say of the method."""
    table = kgraph.conflicts(data())
    read = [row["subject"] for row in table.rows if row["basis"] == "interpreted"]
    assert read == ["gap-s1-jour-socialtjanst", "m-storningsjour"]  # the first: "friction" read as not working well
    assert [(one.stated, one.with_interpreted) for one in table.counts] == [(20, 22)]


def test_most_and_partly_agree_and_police_and_region_stand_on_the_same_side() -> None:
    assert found("values", "method-andts-coach") == []
    (rise,) = found("values", "area-vald")
    assert [says.rsplit(": ")[-1] for says in rise] == ["tillfällig", "inte bekräftat", "ingen synlig förändring"]


def test_the_figures_of_boys_and_of_all_pupils_do_not_fit() -> None:
    (sides,) = found("shares", "stmt-s1-motsatt-gy")
    assert [says.rsplit(": ")[-1] for says in sides] == ["ja", "25", "35,4"]


def test_a_comparison_of_robberies_bears_the_caveat_that_the_table_counts_all_robbery() -> None:
    (row,) = (row for row in kgraph.conflicts(data()).rows if row["subject"] == "area-s1-personran")
    assert "räknar alla rån" in cell_text(row["caveats"])


def test_no_words_of_one_document_stand_in_the_products_own_words() -> None:
    """The claims that the rules know are general: no office, head or programme of a document is one of them."""
    codes = {key.partition(".")[2] for key in catalogue() if key.startswith("claim.")}
    assert not [one for one in codes if re.search("chef|kontor|direktor|department|coordinator|kiff", one)]


def test_sellers_and_buyers_are_two_groups_with_two_causes() -> None:
    assert not [link for link in data().links if link.relation == "exactMatch"]


ROWS = {
    ("s1", "kap. 7.11, punkt"): 11, ("s2", "blad Aktiviteter, rad"): 23,
    **{("s2", f"blad Målområden, kolumn {letter}, rad"): rows for letter, rows in zip("ABCDEFGH", (9, 8, 6, 5, 5, 7, 10, 4), strict=True)},
    **{("s4", f"flik {sheet}, rad"): rows for sheet, rows in {1: 2, 2: 18, 3: 1, 4: 8, 5: 3}.items()},
}  # fmt: skip
"""How many rows or items a place has, as counted in the document; the outline tells of the places only."""


@pytest.mark.parametrize("place", ROWS, ids=" ".join)
def test_no_row_is_named_that_the_document_does_not_have(place: tuple[str, str]) -> None:
    document, begins = place
    named = {
        int(number)
        for record in records()
        if record.document == document
        for first in re.findall(rf"{re.escape(begins)} (\d+(?:(?:, | och )\d+)*)", record.locator or "")
        for number in re.findall(r"\d+", first)
    }
    assert named <= set(range(1, ROWS[place] + 1))
    assert named
