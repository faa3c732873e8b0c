"""The commands about people, places and times: both languages, JSON, files and what cannot be asked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

import kgraph
from kgraph import analysis, project
from kgraph.link_counts import counted_links
from kgraph.parts.scope import scope
from tests.people import people

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ON = "2026-03-01"
DAY, LAST = date(2026, 3, 1), date(2027, 12, 31)


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run kgraph on the town of people."""
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: people())
    return run


QUESTIONS: list[tuple[list[str], Any]] = [
    (["actors"], lambda g: analysis.actors(g, most=20)),
    (["actors", "--members", "--most", "2"], lambda g: analysis.actors(g, members=True, most=2)),
    (["actors", "polisen"], lambda g: analysis.actors(g, "polisen")),
    (["actors", "--pairs"], lambda g: analysis.collaboration(g, most=20)),
    (["groups"], analysis.groups),
    (["groups", "unga", "--no-narrower"], lambda g: analysis.groups(g, "unga", narrower=False)),
    (["groups", "--gaps"], analysis.groups),
    (["groups", "--areas"], analysis.group_areas),
    (["places"], analysis.places),
    (["places", "torget"], lambda g: analysis.places(g, "torget")),
    (["methods"], analysis.methods),
    (["methods", "est"], lambda g: analysis.methods(g, "est")),
    (["status", "--on", ON], lambda g: analysis.status(g, on=DAY)),
    (["status", "--on", ON, "--measures"], lambda g: analysis.status(g, on=DAY, measures=True)),
    (["status", "--on", ON, "--over-time"], lambda g: analysis.history(g, on=DAY)),
    (["calendar", "--on", ON, "--to", "2027-12-31"], lambda g: analysis.calendar(g, on=DAY, start=DAY, end=LAST)),
    (["calendar", "--on", ON, "--undated"], lambda g: analysis.calendar(g, on=DAY, start=DAY, end=LAST, undated=True)),
    (
        ["calendar", "--on", ON, "--actor", "polisen"],
        lambda g: analysis.calendar(g, on=DAY, start=DAY, end=LAST, actor="polisen"),
    ),
    (["followup"], analysis.followup),
]


@pytest.mark.parametrize(
    ("args", "library"), QUESTIONS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_every_question_is_the_librarys(ask: Run, args: list[str], library: Any) -> None:
    done = ask(*args, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(json.dumps(library(people()).to_json()))


@pytest.mark.parametrize("args", [args for args, _ in QUESTIONS], ids=" ".join)
def test_every_question_speaks_both_languages(ask: Run, args: list[str]) -> None:
    swedish, english = (ask(*args, "--lang", lang) for lang in ("sv", "en"))
    assert (swedish.exit_code, english.exit_code) == (0, 0)
    assert swedish.stderr != english.stderr
    assert swedish.stdout.splitlines()[:1] == english.stdout.splitlines()[:1]  # the keys of the columns


@pytest.mark.parametrize(
    ("word", "name"),
    [("aktörer", "actors"), ("målgrupper", "groups"), ("platser", "places"), ("metoder", "methods"), ("läget", "status"),
     ("årshjul", "calendar"), ("uppföljning", "followup")],
)  # fmt: skip
def test_swedish_words_are_commands(ask: Run, word: str, name: str) -> None:
    more = ["--on", ON] if name in ("status", "calendar") else []
    assert ask(word, *more).stdout == ask(name, *more).stdout


def test_parts_that_were_asked_for_are_shown_alone(ask: Run) -> None:
    gaps = ask("groups", "--gaps").stdout
    assert "Äldre" in gaps
    assert "Flickor" not in gaps
    assert "Krogar" in ask("status", "--on", ON, "--measures").stdout
    assert "Ensamt mått" in ask("calendar", "--on", ON, "--undated").stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["actors", "Poliisen"], "Polisen"),
        (["groups", "Uunga"], "Unga"),
        (["places", "Torgeet"], "Torget"),
        (["methods", "Embbrace"], "Embrace"),
        (["calendar", "--actor", "Poliisen"], "Polisen"),
        (["followup", "Krogarr mot"], "Hittar inget"),
        (["actors", "--pairs", "polisen"], "--pairs"),
        (["actors", "--most", "0"], "heltal"),
        (["status", "--on", "2026"], "ÅÅÅÅ-MM-DD"),
        (["status", "--on", "2026-02-30"], "ÅÅÅÅ-MM-DD"),
        (["calendar", "--from", "2026-02-01", "--to", "2026-01-01"], "före --from"),
        (["followup", "add"], "add"),
        (["followup", "add", "m-kro"], "--status"),
        (["followup", "--by", "rådet"], "add"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(ask: Run, args: list[str], message: str) -> None:
    done = ask(*args)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_the_calendar_goes_to_a_file_that_is_never_overwritten(ask: Run, tmp_path: Path) -> None:
    target = tmp_path / "kalender.ics"
    first = ask("calendar", "--on", ON, "--ics", str(target))
    assert (first.exit_code, first.stdout.strip()) == (0, str(target))
    content = target.read_bytes()
    assert len([*icalendar.Calendar.from_ical(content).walk("VEVENT")]) == len(
        kgraph.calendar(people(), on=DAY, start=DAY, end=LAST).rows
    )
    refused = ask("calendar", "--on", "2026-04-01", "--ics", str(target))
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert target.read_bytes() == content
    assert ask("calendar", "--on", "2026-04-01", "--ics", str(target), "--force").exit_code == 0
    assert target.read_bytes() != content
    assert ask("calendar", "--on", ON, "--ics", "-").stdout_bytes == content
    assert [file.name for file in tmp_path.iterdir()] == ["kalender.ics"]


def test_a_follow_up_is_noted_and_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    folder = tmp_path / "plan"
    project.init(folder)
    said = ["--status", "klar", "--by", "rådet", "--on", ON]
    done = run("--data", str(folder), "followup", "add", "m-tobaksfri", *said, "--note", "Alla skolor")
    assert (done.exit_code, done.stdout.strip()) == (0, str(folder / "data" / "follow-up-log.csv"))
    listed = run("followup", "m-tobaksfri", "--data", str(folder))
    assert "genomförd\trådet\tAlla skolor" in listed.stdout
    again = run("--data", str(folder), "followup", "add", "m-tobaksfri", "--status", "kanske", "--by", "rådet")
    assert again.exit_code == 2
    assert "inget läge" in again.stderr
    table = json.loads(run("status", "--on", ON, "--data", str(folder), "--json").stdout)
    assert {row["status"]: row["stated"] for row in table["rows"]} == {"completed": 1, "unknown": 1}


def test_receipts_are_of_the_part_that_was_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noted of one plan among several is told of that plan: its measures, its links."""
    monkeypatch.undo()
    where = ["--data", str(tmp_path), "--plan", "vasterasplanen"]
    project.init(tmp_path, source=project.SHIPPED)
    plan = scope(kgraph.load(tmp_path), plan="vasterasplanen")
    total, (stated, every) = len(plan.of_kind("Measure")), counted_links(plan)
    done = run(*where, "followup", "add", "m-krogar", "--status", "klar", "--by", "samverkansledningen", "--on", ON)
    assert f"Läget är nu känt för 1 av {total} åtgärder. Kopplingarna" in done.stderr
    link = next(one.id for one in plan.links if one.status == "interpreted")
    said = run(*where, "review", "confirm", link, "--by", "samverkansledningen", "--date", ON).stderr
    assert f"Kopplingar enligt planen: {stated} → {stated + 1}. Med tolkade: {every} → {every}." in said
    done = run(
        "--data", str(tmp_path), "followup", "add", "m-krogar", "--status", "klar", "--by", "samverkansledningen"
    )
    assert " när tolkningar räknas med. Kopplingarna" in done.stderr
    elsewhere = next(one.id for one in kgraph.load(tmp_path).of_kind("Measure") if one.id not in plan)
    refused = run(*where, "followup", "add", elsewhere, "--status", "klar", "--by", "samverkansledningen")
    assert (refused.exit_code, "--plan" in refused.stderr) == (2, True)


def test_today_is_the_default_day(ask: Run) -> None:
    assert ask("status", "--json").exit_code == 0
    assert str(date.today().year) in ask("status").stderr  # noqa: DTZ011  # the day of the computer is what is meant


def test_a_note_and_a_decision_tell_what_they_came_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The starter has interpreted links; a confirmed one is stated from then on, a follow-up is no link of the plan."""
    monkeypatch.undo()
    folder = tmp_path / "plan"
    project.init(folder)
    where = ("--data", str(folder))
    before = json.loads(run("stats", "--json", *where).stdout)["counts"][0]
    done = run("followup", "add", "m-tobaksfri", "--status", "klar", "--by", "rådet", "--date", ON, *where)
    assert done.exit_code == 0
    assert "genomförd" in done.stderr
    assert "känt för 1 av 2" in done.stderr
    assert json.loads(run("stats", "--json", *where).stdout)["counts"][0] == before
    assert json.loads(run("review", "--json", *where).stdout)["counts"][0]["stated"] == before["stated"]
    link = json.loads(run("review", "--json", *where).stdout)["rows"][0]["id"]
    taken = run("review", "confirm", link, "--by", "rådet", "--on", ON, *where)
    assert taken.exit_code == 0
    assert taken.stdout.strip().endswith("review-log.csv")
    assert "Bekräftad: " in taken.stderr
    assert f"enligt planen: {before['stated']} → {before['stated'] + 1}" in taken.stderr
    assert "Avvisad: " in run("review", "reject", link, "--by", "rådet", "--date", ON, *where).stderr


def test_the_list_of_an_area_bears_its_name_and_number(run: Run) -> None:
    done = run("review", "--area", "narkotika")
    rows = len(done.stdout.splitlines()) - 1
    assert f"om Narkotika att ta ställning till ({rows})" in done.stderr


def test_the_calendar_begins_today_and_tells_what_lies_before_as_the_page_counts_it(ask: Run) -> None:
    done = ask("calendar", "--on", "2026-09-01", "--json")
    told = json.loads(done.stdout)
    assert all("2026-09-01" <= row["date"] <= "2027-12-31" for row in told["rows"])
    page = analysis.calendar(people(), on=date(2026, 9, 1), end=LAST)
    assert told["counts"][0]["total"] == page.counts[0].with_interpreted == len(page)
    first = page.rows[0]["date"]
    assert f"Före 2026-09-01 ligger {len(page) - len(told['rows'])} dagar till: --from {first} tar med dem." in str(
        told["notes"]
    )
    assert len(json.loads(ask("calendar", "--on", "2026-09-01", "--from", str(first), "--json").stdout)["rows"]) == len(
        page
    )
    past = json.loads(ask("calendar", "--on", "2026-09-01", "--to", "2025-12-31", "--json").stdout)
    assert past["rows"]
    assert "Efter 2025-12-31 ligger" in str(past["notes"])


def test_a_calendar_file_tells_what_it_leaves_out_and_takes_it_on_request(ask: Run, tmp_path: Path) -> None:
    days = ("calendar", "--on", "2026-09-01", "--from", "2026-09-01")
    bare = ask(*days, "--ics", str(tmp_path / "a.ics"))
    assert "2 åtgärders tid har gått ut" in bare.stderr
    assert ask(*days, "--overdue", "--ics", str(tmp_path / "b.ics")).exit_code == 0
    entries = [(tmp_path / name).read_text(encoding="utf-8").count("BEGIN:VEVENT") for name in ("a.ics", "b.ics")]
    assert entries[1] == entries[0] + 2
