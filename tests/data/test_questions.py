"""The questions of a strategist, asked of the real data: each is answered, counted both ways, and with its sources.

What is expected was read from the documents; answers that lean on readings are asked for by what they must hold.
"""

from __future__ import annotations

from functools import cache

import pytest

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Table, cell_text
from kgraph.parts.scope import of_plan

VASTERAS, SLIDES, HASSELBY, VASBY = "plan-vasteras-2025", "plan-s2-samverkan", "plan-hv-2025", "plan-uv-strategi"
WEST = "m-s2-forskola m-s2-mbu m-s2-strak m-s2-boendeinflytande"


@cache
def data() -> KnowledgeGraph:
    return kgraph.load()


@cache
def plan(name: str) -> KnowledgeGraph:
    return of_plan(data(), name)


def ids(table: Table, basis: str | None = None) -> set[str]:
    return {str(row["id"]) for row in table.rows if basis in (None, row.get("basis"))}


def row_of(table: Table, one: str) -> dict[str, str]:
    """A row in words."""
    (row,) = (row for row in table.rows if row.get("id") == one)
    return {key: cell_text(value) for key, value in row.items()}


def part(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def test_1_which_causes_lack_a_measure() -> None:
    gaps = {
        name: ids(part(analysis.coverage(plan(name)), "gap_causes")) for name in (VASTERAS, SLIDES, HASSELBY, VASBY)
    }
    assert (len(gaps[VASTERAS]), gaps[HASSELBY]) == (27, set())
    assert {"cause-s2-skolval", "cause-s2-kosystem", "cause-s2-busslinjer", "cause-s2-skolpeng"} <= gaps[SLIDES]
    assert {"cause-uv-friktion", "cause-uv-konkurrens", "cause-uv-jamnariga", "cause-uv-vuxenkontroll"} <= gaps[VASBY]
    whole = analysis.coverage(data())
    told = row_of(part(whole, "gap_causes"), "cause-status-pengar-makt")
    assert told["plans"] == "Västerås plan 2025–2026"


def test_2_which_measures_touch_both_narcotics_and_recruitment() -> None:
    table = analysis.overlap(data(), "narkotika", "nyrekrytering")
    own = ids(analysis.overlap(plan(VASTERAS), "narkotika", "nyrekrytering"), "stated")
    assert ids(table, "stated") == own | {
        "m-hv-2-01"
    }  # its problem names both; it stands at the entrance of the square
    assert row_of(table, "m-hv-2-01")["plan"] == "Hässelby-Vällingbys plan 2025"
    assert {"m-hv-2-09", "m-s1-est"} <= ids(table, "interpreted")
    assert row_of(table, "m-s1-est")["plan"] == "Kartläggning av våldsarbetet"
    assert row_of(table, "m-krogar")["plan"] == "Västerås plan 2025–2026"


@pytest.mark.parametrize(
    ("lack", "lacking", "having"),
    [
        ("orsak", "m-s2-sprak m-s2-boendesegregation m-uv-lagesbilder m-s1-sms", "m-hv-1-01 m-s2-valfardsbrott"),
        ("mål", "m-s2-boendemiljo m-uv-alkohol m-assistans", "m-hv-5-01 m-s2-mbu"),
        ("ansvarig", "m-s2-digitalt", "m-hv-2-01 m-s2-vald m-s1-est m-s2-uvas"),
        ("när", "m-normforskjutning m-s2-feriepraktik m-uv-utformning", "m-hv-5-01 m-krogar m-s2-mbu"),
        ("mått", "m-bob-rad m-hv-4-01 m-uv-alkohol", "m-hv-3-01 m-krogar m-s2-forskola"),
    ],
)
def test_3_which_measures_lack_a_cause_goal_actor_time_or_indicator(lack: str, lacking: str, having: str) -> None:
    found = ids(analysis.listing(data(), "åtgärder", without=[lack]))
    assert set(lacking.split()) <= found
    assert not set(having.split()) & found


def test_4_how_well_is_each_area_covered() -> None:
    areas = {name: part(analysis.coverage(plan(name)), "areas") for name in (VASTERAS, HASSELBY, VASBY)}
    places = row_of(areas[HASSELBY], "area-hv-otrygga-platser")
    assert (places["home_both"], places["causes_stated"], places["causes_total"]) == ("18", "18", "18")
    school = row_of(areas[VASTERAS], "area-skolmiljo")
    assert (school["home_both"], school["causes_stated"]) == ("5", "0")
    assert row_of(areas[VASBY], "area-uv-extremism")["measures"] == "0"


def test_5_the_causes_of_an_area_with_the_measures_against_them() -> None:
    causes = analysis.listing(plan(HASSELBY), "orsaker", linked=["problem-hv-2-10"])
    assert ids(causes) == {"cause-hv-2-10"}
    told = row_of(analysis.coverage(plan(HASSELBY)), "cause-hv-2-10")
    assert (told["measures_stated"], told["state"]) == ("1", "one")
    assert "Otrygga platser (område)" in told["areas"]


def test_12_which_target_groups_are_forgotten() -> None:
    without = ids(analysis.listing(data(), "målgrupper", without=["målgrupp"]))
    assert {"group-s1-man", "group-s1-aldre-80", "group-s1-unga-vuxna", "group-s1-unga-relation"} <= without
    assert {"group-hv-annan-nationalitet", "group-flickor-natverk"} <= without
    assert not {"group-barn-unga", "group-hbtqia"} & without
    needs = analysis.listing(data(), "problem", where={"problem_kind": "behov"}, linked=["manliga våldsoffer"])
    assert {cell_text(row["source"]) for row in needs.rows} == {
        "Kartläggning av våldsarbetet, kap. 7.10 och kap. 4.17.1"
    }


def test_areas_of_all_kinds_are_listed_by_their_everyday_word() -> None:
    found = ids(analysis.listing(data(), "områden"))
    assert found == {one.id for one in data().of_kind(*AREA_KINDS)}
    assert found > ids(analysis.listing(data(), "brottsområden"))


def test_16_which_causes_drive_several_areas() -> None:
    rows = analysis.coverage(data()).rows
    areas = {str(row["id"]): set(cell_text(row["areas"]).split("; ")) for row in rows}
    assert areas["cause-efterfragan"] == {"Nyrekrytering", "Organiserad brottslighet"}
    assert areas["cause-lag-tillit"] == {"Tystnadskultur", "Våld och heder"}
    assert areas["cause-foretag-verktyg"] == {"Organiserad brottslighet", "Välfärdsbrott"}
    assert areas["cause-tobak"] == {"Narkotika"}


def test_17_what_the_police_the_region_and_civil_society_do() -> None:
    police = analysis.overlap(data(), "polisen")
    plans = {row_of(police, one)["plan"] for one in ids(police)}
    assert {"Västerås plan 2025–2026", "Samverkan Västerås 2023", "Hässelby-Vällingbys plan 2025"} <= plans
    assert {"m-s1-region-rutinfraga", "m-s2-forskola", "m-fraga-vald"} <= ids(analysis.overlap(data(), "regionen"))
    assert ids(analysis.overlap(data(), "Kvinnohuset")) == {
        "m-s1-kvinnojour", "m-s1-attityder", "m-s1-legitimering", "m-s1-tjejjour",
    }  # fmt: skip


def test_18_what_goes_on_at_a_place() -> None:
    assert ids(analysis.overlap(data(), "Hässelby torg")) == {f"m-hv-2-{row:02}" for row in range(1, 10)}
    assert ids(analysis.overlap(data(), "Maltesholmstorget")) == {f"m-hv-2-{row}" for row in range(10, 19)}
    assert ids(analysis.overlap(data(), "Vallby")) == set(WEST.split())
    assert {"m-mvp", "m-s1-hrv-coach", "m-uv-polis-skola"} <= ids(analysis.overlap(data(), "skolor"))


def test_19_how_one_thing_hangs_together_with_another() -> None:
    table = analysis.path(data(), "cause-hv-2-10", "area-hv-otrygga-platser", most=2)
    assert {cell_text(row["status"]) for row in table.rows} == {"stated"}
    assert [(row["number"], row["relation"]) for row in table.rows] == [
        (1, "addresses"), (1, "homeArea"), (2, "contributesTo"), (2, "concerns"),
    ]  # fmt: skip
    assert {cell_text(row["source"]) for row in table.rows} == {"Åtgärdsplan Hässelby-Vällingby, flik 2, rad 10"}


def test_20_which_links_are_assumptions() -> None:
    table = analysis.review(data())
    assert len(table) == sum(link.status == "interpreted" for link in data().links)
    assert all(row["rationale"] and row["source"] for row in table.rows)
    links = {str(row["id"]) for row in table.rows}
    assert "lpo-vasteras" in next(one for one in links if one.startswith("actor-lpo-vasteras--broader"))
    assert "m-hv-1-01--addresses--cause-hv-1-01" not in links


def test_21_do_matrix_and_table_say_the_same() -> None:
    lists = [row for row in analysis.conflicts(plan(SLIDES)).rows if row["rule"] == "lists"]
    assert {(row["subject"], cell_text(row["first"])) for row in lists} == {
        ("m-s2-feriepraktik", "står i Matrisen målområden"), ("m-s2-nyrekrytering", "står i Aktivitetstabellen"),
        ("m-s2-feriepraktik", "sägs på annan plats i Aktivitetstabellen"),
    }  # fmt: skip
    beside = [row for row in lists if row["subject"] == "m-s2-feriepraktik"]  # row 5: cell B, F; running text A, E, G
    assert [cell_text(row["about"]).partition("även ")[2][0] for row in beside] == ["A", "E", "G"]
    assert "sägs på annan plats i Aktivitetstabellen" in cell_text(beside[1]["second"])
    assert all(row["first_source"] and row["second_source"] for row in lists)


@pytest.mark.parametrize(
    ("method", "measures"),
    [("SSPF", "m-sspf m-s2-familjer m-hv-1-02"), ("EST", "m-est m-s2-strak m-s1-est"), ("medborgarkontor", "m-medborgarkontor m-s2-myndighetsnarvaro"),
     ("Våga bry dig", "m-vaga-bry-dig m-s2-vald"), ("människan bakom uniformen", "m-mbu m-mbu-ambassadorer m-s2-mbu"),
     ("sociala insatsgrupper", "m-s1-sig-pilot m-hv-2-09 m-hv-5-01 m-hv-5-03")],
)  # fmt: skip
def test_22_which_measures_are_the_same_method_in_different_plans(method: str, measures: str) -> None:
    table = analysis.overlap(data(), method)
    assert ids(table) == set(measures.split())
    assert len({row_of(table, one)["plan"] for one in ids(table)}) > 1


def test_22_two_plans_side_by_side() -> None:
    rows = {str(row["id"]): row for row in analysis.compare(data(), VASTERAS, HASSELBY).rows}
    assert (rows["method-sspf"]["first"], rows["method-sspf"]["second"]) == (True, True)
    assert (rows["method-mvp"]["first"], rows["method-mvp"]["second"]) == (True, False)
    assert (rows["area-hv-systemhotande"]["first"], rows["area-hv-systemhotande"]["second"]) == (False, True)
    assert {"Välfärdsbrott", "Organiserad brottslighet"} == set(
        cell_text(rows["area-hv-systemhotande"]["alike"]).split("; ")
    )


def test_25_where_in_the_source_a_thing_stands() -> None:
    shown = {cell_text(row["source"]) for row in analysis.show(data(), "SSPF").rows if row.get("source")}
    assert {
        "Åtgärdsplan Västerås 2025–2026, kap. 3.2, rad 4", "Åtgärdsplan Hässelby-Vällingby, flik 1, rad 2",
        "Bildspel och matris Västerås, blad Aktiviteter, rad 3, delaktivitet",
    } <= shown  # fmt: skip
    weapons = {str(row["id"]): cell_text(row["source"]) for row in analysis.search(data(), "tillgång vapen").rows}
    assert weapons["cause-s2-vapen"] == "Bildspel och matris Västerås, blad Aktiviteter, rad 8, orientering"
    sources = analysis.sources(data())
    assert [row["id"] for row in sources.rows] == ["s0", "s1", "s2", "s3", "s4"]
    assert sum(int(cell_text(row["links"])) for row in sources.rows) == len(data().links)
