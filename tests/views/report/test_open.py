"""The open annex: what a command makes unless told otherwise, and nothing in it about what it does not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kgraph
from kgraph.duties import judgements
from kgraph.views.explorer.facts import Facts
from kgraph.views.report.content import Drawn, Grid, Words
from kgraph.views.report.grids import readable
from kgraph.wording import text
from tests.cli.conftest import Run, run  # noqa: F401  # the fixture
from tests.views.report.annexes import DAY, made, plan
from tests.views.report.test_content import chapter, grids, words

READ = re.compile(r"\btolk|\binterpret", re.IGNORECASE)


def test_a_command_makes_an_open_annex_and_says_so(run: Run, tmp_path: Path) -> None:  # noqa: F811
    written = [run("report", "--out", str(tmp_path / f"{n}.html"), "--on", "2026-01-02", *more) for n, more in enumerate(
        ([], ["--level", "open"], ["--level", "internal"])
    )]  # fmt: skip
    pages = [(tmp_path / f"{n}.html").read_text(encoding="utf-8") for n in range(3)]
    assert pages[0] == pages[1] != pages[2]
    assert "Bilagan är öppen" in written[0].stderr
    assert "Bilagan är intern" in written[2].stderr


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_table_of_an_open_annex_speaks_of_interpreted_links(lang: str) -> None:
    report = made("en" if lang == "en" else "sv", "open")
    tables = [one for one in grids(report) if one.title not in ("Reglerna", "The rules")]
    assert not [head.label for one in tables for head in one.heads if READ.search(head.label)]
    notes = [note for one in grids(report) for note in one.notes if READ.search(note)]
    assert all(re.search("visas inte|not shown", note) for note in notes)  # that they are left out may be said
    method = [block for one in chapter(report, "method").walk() for block in one.blocks if not isinstance(block, Drawn)]
    assert not READ.search(" ".join(map(words, method)))
    assert READ.search(" ".join(words(one) for one in grids(made())))


def test_abbreviations_are_explained_below_the_measures() -> None:
    (table,) = (one for one in chapter(made("sv", "open"), "measures").blocks if isinstance(one, Grid))
    (told,) = (one.text for one in chapter(made("sv", "open"), "measures").blocks if isinstance(one, Words) and one.text.startswith("Förkortningar: "))  # fmt: skip
    assert not any(
        note.startswith("Förkortningar") for note in table.notes
    )  # the table is many pages: it is told before
    who = [head.label for head in table.heads].index("Vem")
    used = {word for row in table.rows for word in re.findall(r"\b[A-ZÅÄÖ]{2,}\b", row[who])}
    assert {"BUF", "IFF", "KIFF"} <= used
    assert all(f"{word} = " in told for word in used)
    checks = chapter(made("sv", "open"), "checks").blocks
    (told,) = (one.text for one in checks if isinstance(one, Words) and one.text.startswith("Förkortningar: "))
    said = " ".join(words(one) for one in checks if isinstance(one, Grid))
    assert {"IFF", "KIFF", "MHF", "SBF", "SK", "VOF"} <= set(re.findall(r"\w+", said))
    assert all(f"{word} = " in told for word in ("IFF", "KIFF", "MHF", "SBF", "SK", "VOF"))


def test_no_sentence_of_an_open_annex_begins_in_its_middle_nor_lacks_a_space() -> None:
    report = made("sv", "open")
    assert not [note for one in grids(report) for note in one.notes if note[0].islower()]
    facts = Facts(plan(), "sv", "open")
    assert readable(facts, text("people.both").sv) == ""
    assert readable(facts, "Ett tal; med tolkade ett annat. Båda räknas.") == "Ett tal. Båda räknas."
    (checks,) = (one for one in chapter(report, "checks").blocks if isinstance(one, Grid))
    more = [cell for row in checks.rows for cell in row if re.search(r"och \d+ till", cell)]
    assert more
    assert all(re.search(r"\S och \d+ till", cell) for cell in more)


def test_the_heading_of_the_law_can_be_read_and_the_rest_stands_beside() -> None:
    table = kgraph.law(plan(), on=DAY)
    assert table.counts[0].label.sv == "Uppfyllda krav"
    broken = sum(one.verdict == "not_fulfilled" for one in judgements(plan(), DAY))
    assert table.notes[0].sv.startswith(f"De andra kraven: inte uppfyllt {broken}, ")
