from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest

import kgraph
from kgraph.checks import check
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Finding, Link, Measure, Plan, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import OUTSIDE, of_plan, shares
from kgraph.project import page_tables
from kgraph.views import network
from kgraph.views.explorer import Openness, explorer, published
from kgraph.views.explorer.checks import checks
from kgraph.views.explorer.facts import Facts
from kgraph.wording import catalogue
from tests.several import several

GOLDEN = Path(__file__).parent / "golden" / "outline.txt"
ROOT = Path(__file__).parents[2]


def built(graph: KnowledgeGraph, *, lang: Literal["sv", "en"] = "sv", level: Openness = "internal") -> str:
    shown = published(graph, level)
    return explorer(graph, tables=page_tables(shown), findings=check(shown), lang=lang, level=level).html


@cache
def plan() -> KnowledgeGraph:
    """One plan by itself, whatever else the shipped data hold."""
    return of_plan(kgraph.load(), "plan-vasteras-2025")


class Outline(HTMLParser):
    """The landmarks, headings, column headings and controls of a page, in their order: its structure, not its look."""

    KEPT = (
        "header",
        "nav",
        "main",
        "aside",
        "footer",
        "search",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "th",
        "caption",
        "legend",
        "label",
        "button",
    )

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.KEPT:
            self.flush()
            named = {name: value for name, value in attrs if name in ("id", "aria-label", "scope", "role")}
            self.open.append(tag)
            self.lines.append(
                "  " * len(self.open) + " ".join([tag, *(f"{name}={value}" for name, value in named.items())])
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in self.KEPT and tag in self.open:
            self.flush()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("h1", "h2", "h3", "h4", "th", "legend", "label", "button") and data.strip():
            self.words.append(data.strip())

    def flush(self) -> None:
        if self.words and self.lines:
            self.lines[-1] += ": " + " ".join(self.words)
        self.words = []


def test_the_structure_is_the_golden_one() -> None:
    """Written anew by `KGRAPH_GOLDEN=1 pytest tests/views/test_explorer.py`; look at the difference before you commit it."""
    outline = Outline()
    outline.feed(built(kgraph.example()))
    told = "\n".join(outline.lines) + "\n"
    if os.environ.get("KGRAPH_GOLDEN") == "1":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_what_cannot_be_judged_is_not_counted_among_the_findings() -> None:
    found = check(plan())
    told = checks(Facts(plan(), "sv", "internal"), found)
    judged = sum(one.judged for one in found)
    assert (told["check_count"], told["unjudged_count"]) == (judged, len(found) - judged)
    assert 0 < judged < len(found)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_remedies_name_what_is_asked_for_in_words_with_the_key_of_files_in_brackets(lang: Literal["sv", "en"]) -> None:
    told = checks(Facts(plan(), lang, "internal"), check(plan()))
    fixes = [one["fix"] for one in told["checks"]]
    assert not [fix for fix in fixes if re.search(r"[«“][a-z]+(_[a-z]+)+(: \w+)?[»”]", fix)]
    assert any(
        {"sv": "«Är uppföljd» (is_followed_up)", "en": "“Is followed up” (is_followed_up)"}[lang] in fix
        for fix in fixes
    )


def test_every_key_that_a_remedy_names_has_a_name() -> None:
    """But for those of files that are columns there too: a row of links, a column of another's table, a language of a name."""
    every = {key: one.sv for key, one in catalogue().items() if re.fullmatch(r"[A-Z]\d+\..*fix", key)}
    fixes = {key: fix for key, fix in every.items() if not key.endswith("rows_fix")}
    named = {word for fix in fixes.values() for word in re.findall("«([a-z_]+)»", fix)} - {"en"}
    assert len(named) > 40
    assert {word for word in named if not {f"field.{word}", f"advice.{word}"} & catalogue().keys()} == set()


def test_the_page_is_small_enough() -> None:
    html = built(plan()).encode()
    assert len(html) < 1_000_000
    assert (
        len(built(kgraph.load()).encode()) < 3_000_000
    )  # five documents; the script reads them in well under a second


def test_nothing_in_the_page_points_outside() -> None:
    html = built(kgraph.load()).replace(network.notice(network.bundle()), "")
    parts = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    markup = re.sub(r"<script.*?</script>", "", parts, flags=re.DOTALL)
    assert re.findall(r"(?:src|srcset|action|data|poster)=", markup) == []
    assert {value[0] for value in re.findall(r' href="([^"]+)"', parts)} == {"#"}
    assert set(re.findall(r"https?://[^\s\"'<]+", parts)) <= {"http://www.w3.org/2000/svg"}
    assert "style=" not in markup


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import datetime, kgraph, hashlib; from kgraph.views.explorer import explorer\n"
        "from kgraph.project import page_tables; from tests.several import several\n"
        "for graph in (kgraph.load(), several(), kgraph.example()):\n"
        "    page = explorer(graph, tables=page_tables(graph, on=datetime.date(2026, 3, 1)))\n"
        "    print(page.name, hashlib.sha256(page.encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(told) == 1


def test_an_open_page_holds_nothing_that_is_only_interpreted() -> None:
    graph = kgraph.load()
    html = built(graph, level="open")
    shown = json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
    assert {link[3] for link in shown["links"]} <= {0, 1}
    readings = [link for link in graph.links if not link.counts_as_stated]
    assert readings
    assert not any(link.rationale.sv in html for link in readings if link.rationale)
    notes = [node.note.sv for node in graph if node.note] + [link.note.sv for link in graph.links if link.note]
    assert not any(note in html for note in notes)
    assert 'id="tolkade"' not in html
    assert 'id="tolkningar"' not in html


def test_an_open_page_keeps_confirmed_links_with_their_rationale() -> None:
    graph = kgraph.example()
    reading = next(link for link in graph.links if link.status == "interpreted")
    links = [link.model_copy(update={"status": "confirmed"}) if link == reading else link for link in graph.links]
    kept = published(KnowledgeGraph.of(graph, links), "open")
    assert {link.status for link in kept.links} == {"stated", "confirmed"}
    assert all(link.rationale for link in kept.links if link.status == "confirmed")


def test_an_open_page_refuses_tables_that_count_interpretations() -> None:
    graph = kgraph.example()
    with pytest.raises(UsageError, match="tolkade"):
        explorer(graph, tables={"coverage": kgraph.coverage(graph)}, level="open")


def test_an_open_page_does_not_say_that_measures_are_missing() -> None:
    """It cannot know: what readers have interpreted was left out of it."""
    html = built(plan(), level="open")
    for false in (
        "Ingen åtgärd är kopplad",
        "ingen åtgärd är kopplad",
        "inte ens tolkat",
        ">ingen åtgärd<",
        ">ingen orsak<",
    ):
        assert false not in re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    assert "Planen anger inte vilka åtgärder som möter dessa orsaker." in html
    assert "planen anger inte vilka orsaker de möter" in html
    assert "går inte att bedöma på den öppna sidan" in html
    assert "Kontroll G2" not in html


def test_both_pages_count_the_same_in_the_stated_view() -> None:
    graph = plan()
    pages = [re.sub(r"\s+", " ", built(graph, level=level)) for level in ("internal", "open")]
    told = [re.findall(r'omrade=([\w-]+)"><b data-stated="(\d+)".*?<span data-stated="(\d+)"', html) for html in pages]
    assert told[0] == told[1] != []
    numbers = [re.findall(r'urval=(\w+)"><span>.*?</span> <b data-stated="(\d+)"', html) for html in pages]
    assert numbers[0] == numbers[1] != []


def test_what_the_text_has_lost_is_unknown_and_not_missing() -> None:
    graph = plan()
    measures = graph.of_kind("Measure")
    named = {link.target for link in graph.links if link.relation == "isResponsibleFor" and link.counts}
    without = [one for one in measures if one.id not in named]
    lost = [one for one in without if "responsible" in one.unknown]
    html = built(graph)
    both = len(without) - len(lost)
    assert f'urval=responsible"><span>ansvarig</span> <b data-stated="{both}" data-all="{both}">' in html
    assert f'urval=responsible-lost"><span>okända (märkningen gick förlorad i texten)</span> <b>{len(lost)}</b>' in html
    outside = [one for one in measures if not graph.outgoing(one.id, "inTable")]
    assert f"{len(outside)} av {len(measures)} åtgärder står inte i någon av planens tabeller" in html


def test_gaps_stand_in_the_order_of_the_names_that_are_shown() -> None:
    html = built(plan())
    for part in ("orsaker-utan-atgard", "atgarder-utan-orsak"):
        rows = re.search(rf'<section id="{part}".*?</section>', html, re.DOTALL)[0]  # type: ignore[index]
        names = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', rows)
        assert names == sorted(names, key=swedish_order)


def test_each_interpretation_stands_under_one_area() -> None:
    graph = plan()
    html = built(graph)
    part = re.search(r'<section id="tolkningar".*?<section id="om"', html, re.DOTALL)[0]  # type: ignore[index]
    rows = re.findall(r'<tr id="tolk-(\d+)"', part)
    assert len(rows) == len(set(rows)) == sum(link.status == "interpreted" for link in graph.links)
    assert len(re.findall(r'<section class="readings-of" data-areas="\d+"', part)) == len(graph.of_kind(*AREA_KINDS))


def test_a_page_needs_its_table() -> None:
    with pytest.raises(KeyError, match="coverage"):
        explorer(kgraph.example(), tables={})


def test_a_plan_that_a_document_only_names_has_a_page_of_its_own_name() -> None:
    """The earlier plan stands in the later plan's document: its page is called after it, and not after the later one."""
    part = of_plan(kgraph.load(), "plan-vasteras-tidigare")
    page = explorer(part, tables=page_tables(part))
    assert page.name == "vasteras-tidigare.html"
    assert "Västerås stads tidigare åtgärdsplan" in page.html.partition("</h1>")[0]


def test_the_file_is_named_after_the_plan() -> None:
    graph = plan()
    page = explorer(graph, tables={"coverage": kgraph.coverage(graph)})
    assert page.name == "vasteras-2025-2026.html"
    assert explorer(kgraph.example(), tables={"coverage": kgraph.coverage(kgraph.example())}).name == "kgraph.html"


@pytest.mark.parametrize(("ends", "name"), [("2030-12", "plan-x-2030"), ("våren", "plan-x"), (None, "plan-x")])
def test_a_plan_without_a_year_keeps_its_own_name(ends: str | None, name: str) -> None:
    plan = Plan(id="plan-plan-x", label=Text(sv="Plan"), ends=ends)
    graph = KnowledgeGraph.of(
        [*kgraph.example(), plan],
        [
            *kgraph.example().links,
            *(Link(source=one.id, relation="partOf", target=plan.id) for one in kgraph.example().of_kind("Measure")),
        ],
    )
    assert explorer(graph, tables={"coverage": kgraph.coverage(graph)}).name == f"{name}.html"


def test_an_empty_graph_has_a_page() -> None:
    graph = KnowledgeGraph.of([], [])
    assert "Brottsförebyggande åtgärder" in built(graph)


def test_findings_get_a_view_of_their_own() -> None:
    finding = Finding(
        code="G4", level="guidance", subject="cause-status", label=Text(sv="Status"), message=Text(sv="Saknar <åtgärd>."), fix=Text(sv="Lägg till.")
    )  # fmt: skip
    graph = kgraph.example()
    html = explorer(graph, tables={"coverage": kgraph.coverage(graph)}, findings=[finding]).html
    assert 'href="#kontroller"' in html
    assert "Saknar &lt;åtgärd&gt;." in html
    assert "vägledning" in html


def test_a_page_of_several_plans_says_whose_they_are() -> None:
    page = explorer(several(), tables=page_tables(several()))
    assert page.name == "alla-planer.html"
    assert "<title>Alla planer: Norrtuna, Sörtuna ·" in page.html
    assert "</span> 2024–2026</li>" in page.html
    choices = re.findall(
        r'<option value="([^"]*)">([^<]*)</option>', page.html.split('id="planval"')[1].split("</select>")[0]
    )
    assert choices == [
        ("", "Alla planer och underlag"), ("plan-north-2025", "Norrtunas plan"), ("plan-south-2026", "Sörtunas plan"), (OUTSIDE, "Utanför planerna"),
    ]  # fmt: skip


def test_one_plan_with_efforts_around_it_is_named_after_the_town() -> None:
    graph = several()
    gone = {one.id for one in graph if one.id.startswith(("m-s-", "plan-south"))}
    part = graph.part(
        (one for one in graph if one.id not in gone),
        (link for link in graph.links if not {link.source, link.target} & gone),
    )
    page = explorer(part, tables=page_tables(part))
    assert page.name == "alla-planer-town-north.html"
    assert "Planen och insatserna runt den: Norrtuna" in page.html


def test_the_page_of_a_plan_alone_is_not_changed_by_what_stands_beside_it() -> None:
    html = built(shares(several())["plan-south-2026"])
    assert 'id="planval"' not in html
    assert 'class="tag tag-beside"' not in html


def test_without_tables_of_its_own_a_plan_is_no_choice() -> None:
    html = explorer(several(), tables={"coverage": kgraph.coverage(several())}).html
    assert 'id="planval"' not in html
    assert 'id="kallor"' not in html


def test_decisions_on_readings_are_told_with_role_and_date() -> None:
    graph = several()
    done = next(link for link in graph.links if link.status == "interpreted")
    links = [
        link.model_copy(
            update={"status": "confirmed", "reviewed_by": "samverkansledningen", "reviewed_on": "2026-02-03"}
        )
        if link == done
        else link
        for link in graph.links
    ]
    html = built(KnowledgeGraph.of(graph, links))
    assert 'bekräftad<span class="small">samverkansledningen, 2026-02-03</span>' in html
    left = sum(link.status == "interpreted" for link in links)
    assert f'id="tolkningar-antal">{left}<' in html
    assert "Ställningstagande" not in built(graph)


def names(section: str) -> set[str]:
    return {key.split(".", 1)[1] for key in catalogue() if key.startswith(f"{section}.")}


def sources(pattern: str) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "kgraph" / "views").rglob(pattern)))


def test_no_name_of_the_script_is_given_twice() -> None:
    """The files of the script are joined to one: the later of two functions of a name would stand for both."""
    given = re.findall(r"^(?:const|let|function) (\w+)", sources("[0-9][0-9]-*.js"), flags=re.MULTILINE)
    assert len(given) > 100
    assert sorted(set(given)) == sorted(given)


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    templates, code, script = sources("*.j2"), sources("*.py"), sources("*.js")
    made_up = ("level_", "card_", "lack_", "check_", "gap_")  # names that the code puts together
    assert set(re.findall(r"\babout\.(\w+)", templates)) - {"html"} == names("page_about")
    used = set(re.findall(r"(?<!view\.)\bt\.(\w+)", templates)) | set(re.findall(r'"page\.(\w+)"', code))
    assert used <= names("page")
    assert {name for name in names("page") - used if not name.startswith(made_up)} <= {
        f"{name}_judged" for name in used
    }
    joined = (
        "lent_",
        "picture_left",
        "csv_",
        "row_",
        "column_",
        "lack_",
        "gap",
        "outside",
        "read_into_plan",
        "proposed",
        "read_as_proposed",
        "review_",
    )
    said = set(re.findall(r'"(\w+)"', script)) | set(re.findall(r"WORDS\.(\w+)", script))
    assert {name for name in names("page_script") - said if not name.startswith(joined)} == set()
    assert set(re.findall(r'word\("(\w+)"', script)) - {
        "column_",
        "csv_",
        "row_",
        "review_",
        "lent_",
        "near_",
        "near_far",
        "way_",
        "way_none",
    } <= names("page_script")


def test_what_is_published_holds_no_reading_of_a_field() -> None:
    """A kind that an analyst has read into an indicator is no more published than an interpreted link."""
    graph = kgraph.load()
    read = [node for node in graph if node.interpreted]
    shown = published(graph, "open")
    assert read
    for node in read:
        for field in node.interpreted:
            assert (
                getattr(shown[node.id], field) == type(node).model_fields[field].get_default() != getattr(node, field)
            )
        assert (shown[node.id].interpreted, shown[node.id].rationale) == ((), None)
        assert shown[node.id].label == node.label
    reasons = {node.rationale.sv for node in read if node.rationale}
    page = built(graph, level="open")
    assert not [one for one in reasons if one in page]


def test_a_time_that_is_our_reading_counts_with_interpretations_only() -> None:
    measure = Measure(
        id="m-a", label=Text(sv="Åtgärd"), time="2026", interpreted=("time",), rationale=Text(sv="Av sammanhanget.")
    )
    plan = Plan(id="plan-x", label=Text(sv="Plan"))
    graph = KnowledgeGraph.of([plan, measure], [Link(source="m-a", relation="partOf", target="plan-x")])
    marks = Facts(graph, "sv", "internal").lack_marks(measure)
    assert ["time" in one for one in marks] == [False, True]
    row = built(graph).partition('<tr id="sak-m-a"')[2].partition("</tr>")[0]
    assert '<span class="if-all read">2026 (tolkat)</span>' in row
