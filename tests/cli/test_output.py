from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import checks
from kgraph.cli import output
from kgraph.cli.columns import lay_out
from kgraph.cli.overview import overview
from kgraph.cli.streams import width_of
from kgraph.model import Cell, Column, Count, Path, Step, Table, Text

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

Terminal = Callable[..., str]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def table(*rows: dict[str, Cell], keys: str = "one two three", **fields: object) -> Table:
    columns = tuple(Column(key=key, label=Text(sv=key.capitalize())) for key in keys.split())
    return Table.model_validate({"name": "test", "title": Text(sv="titel"), "columns": columns, "rows": rows, **fields})


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(content: Table, width: int, monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    patch = monkeypatch or pytest.MonkeyPatch()
    screen = _Screen()
    patch.setattr(sys, "stdout", screen)
    patch.setenv("COLUMNS", str(width))
    patch.setenv("NO_COLOR", "1")
    try:
        output.answer(content, "sv", as_json=False, shown=(content, *content.also))
    finally:
        patch.undo()
    return ESCAPE.sub("", screen.getvalue())


word = st.text(alphabet="abcåäö-«»1", min_size=1, max_size=12)
sentence = st.lists(word, min_size=0, max_size=12).map(" ".join)
cell = st.one_of(st.none(), sentence, st.integers(0, 99999), st.lists(sentence, max_size=3).map(tuple))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=5), width=st.integers(40, 140))
def test_no_line_is_too_long_and_no_word_is_lost(rows: list[tuple[Cell, ...]], width: int) -> None:
    keys = "alfa beta gamma delta"
    content = table(*(dict(zip(keys.split(), row, strict=True)) for row in rows), keys=keys)
    page = shown(content, width)
    assert max(map(len, page.splitlines())) <= width
    words = page.split()
    for line in content.cells():
        for part in " ".join(line).split():
            assert any(part.rstrip(";") in one for one in words), part


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=5), width=st.integers(10, 140))
def test_columns_fit_or_stand_alone(rows: list[tuple[Cell, ...]], width: int) -> None:
    keys = "alfa beta gamma delta"
    content = table(*(dict(zip(keys.split(), row, strict=True)) for row in rows), keys=keys)
    layout = lay_out(content, "sv", width)
    assert all(one >= 1 for one in layout.widths)
    assert layout.width <= width or len(layout.beside) == 1
    assert not {*layout.beside} & {*layout.below}


def test_paths_stand_on_lines_of_their_own() -> None:
    step = Step(source="a", relation="addresses", target="b", status="interpreted")
    path = Path(steps=(step,), text=Text(sv="riktas mot (tolkat) Tobaksbruk"))
    page = shown(table({"one": "A", "two": (path, path)}), 80)
    assert page.count("  ↳ riktas mot (tolkat) Tobaksbruk\n") == 2


def test_counts_are_given_both_ways_with_their_rule() -> None:
    count = Count(
        key="k", label=Text(sv="Åtgärder"), stated=2, with_interpreted=3, total=9, rule=Text(sv="Så räknas det.")
    )
    page = shown(table(counts=(count,), notes=(Text(sv="En anmärkning."),)), 80)
    assert "Åtgärder: 2 enligt planen · 3 med tolkade kopplingar (av 9)\n  Så räknas det.\n" in page
    assert page.endswith("En anmärkning.\n")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_every_answer_about_the_shipped_data_fits(width: int) -> None:
    graph = kgraph.load()
    answers = [
        overview(graph), kgraph.coverage(graph), kgraph.stats(graph), kgraph.show(graph, "narkotika"),
        kgraph.overlap(graph, "narkotika", "nyrekrytering"), kgraph.overlap(graph, "skolmiljö", "välfärdsbrott"),
        kgraph.path(graph, "polisen", "nyrekrytering"), kgraph.listing(graph, "åtgärder"), kgraph.search(graph, "skola"),
        checks.findings_table(checks.check(graph)), checks.explain("G2"),
    ]  # fmt: skip
    for content in answers:
        assert max(map(len, shown(content, width).splitlines())) <= width, content.name


def test_a_terminal_gets_the_first_of_very_many_rows_and_is_told_of_the_rest(run: Run) -> None:
    rows: list[dict[str, Cell]] = [{"one": f"rad{number}"} for number in range(1001)]
    many = table(*rows, keys="one")
    told = shown(many, 80)
    assert ("rad999" in told, "rad1000" in told) == (True, False)
    assert "de 1000 första av 1001 rader" in told
    assert "rader" not in shown(table(*rows[:1000], keys="one"), 80)
    assert len(run("list", "measures").stdout.splitlines()) == 1 + len(kgraph.example().of_kind("Measure"))


def test_an_empty_table_says_so() -> None:
    assert shown(table(), 80) == "Titel\n(inget)\n"


def test_empty_columns_are_left_out_and_numbers_stand_to_the_right() -> None:
    assert shown(table({"one": "a", "two": 1}, {"one": "b", "two": 1000}), 80).splitlines()[2:] == [
        "One   Two",
        "─────────",
        "a       1",
        "b    1000",
    ]


def test_control_signs_reach_neither_terminal_nor_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = table({"one": "a\x1b[31m\x07b\u202ec\td\ne", "two": "x", "three": "y"})
    page = shown(evil, 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", page)
    monkeypatch.setattr("kgraph.analysis.stats", lambda _graph: evil)
    piped = run("stats").stdout.splitlines()
    assert [line.count("\t") for line in piped] == [2, 2]
    assert not re.search(r"[\x00-\x08\x1b\u202e]", piped[1])


@pytest.mark.parametrize("told", ["0", "5", "19", "-80", "many", "²"])
def test_a_width_that_cannot_be_true_does_not_count(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", told)
    assert width_of(io.StringIO()) == 80


def test_the_source_of_a_path_is_dimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step(source="a", relation="addresses", target="b", status="interpreted")
    path = Path(steps=(step,), text=Text(sv="riktas mot (tolkat) Tobaksbruk"), source=Text(sv="kap. 2"))
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    output.answer(table({"one": "A", "two": path}), "sv", as_json=False)
    assert "  \x1b[33m↳ riktas mot (tolkat) Tobaksbruk\x1b[0m\x1b[2;33m [kap. 2]\x1b[0m\n" in screen.getvalue()


# --- in a real terminal ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "columns"), [([], 80), (["overlap", "narkotika", "nyrekrytering"], 80), (["coverage"], 120)]
)
def test_the_answer_fits_the_terminal(terminal: Terminal, args: list[str], columns: int) -> None:
    page = ESCAPE.sub("", terminal(*args, columns=columns))
    assert 40 < max(map(len, page.splitlines())) <= columns
    assert "\t" not in page


def test_interpreted_is_said_in_words_also_without_colour(terminal: Terminal, example_file: str) -> None:
    plain = terminal("--data", example_file, "overlap", "narkotika", "nyrekrytering", env={"NO_COLOR": "1"})
    assert "tolkad" in plain
    assert "(tolkat)" in plain
    assert not re.search(r"\x1b\[(?:3|4|9)\d", plain)


@pytest.mark.parametrize("columns", [0, 7])
def test_a_terminal_without_a_width_still_shows_the_answer(terminal: Terminal, example_file: str, columns: int) -> None:
    page = ESCAPE.sub("", terminal("--data", example_file, "stats", columns=columns))
    assert "Vad grafen innehåller" in page
    assert 40 < max(map(len, page.splitlines())) <= 80


def test_colour_is_used_on_a_terminal(terminal: Terminal, example_file: str) -> None:
    assert "\x1b[33m" in terminal("--data", example_file, "overlap", "narkotika", "nyrekrytering")


# --- as a process with odd surroundings --------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "latin-1"])
def test_output_is_utf8_whatever_the_code_page(process: Process, example_file: str, encoding: str) -> None:
    done = process("--data", example_file, "overlap", "narkotika", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert "Inför Krogar mot knark" in done.stdout.decode()
    assert "Åtgärder som berör Narkotika" in done.stderr.decode()
    assert "Frågor till planen" in process("--help", env={"PYTHONIOENCODING": encoding}).stdout.decode()


def test_forced_colour_never_enters_the_data(process: Process, example_file: str) -> None:
    done = process("--data", example_file, "overlap", "narkotika", env={"FORCE_COLOR": "1"})
    assert b"\x1b" not in done.stdout
    assert b"\x1b" in done.stderr


def test_json_is_utf8_and_readable(process: Process, example_file: str) -> None:
    done = process("--data", example_file, "show", "skolmiljö", "--json", env={"PYTHONIOENCODING": "cp1252"})
    assert "Skolmiljö" in done.stdout.decode()
    assert json.loads(done.stdout)["name"] == "show"


def test_the_same_question_gives_the_same_bytes(process: Process, example_file: str) -> None:
    seeds = [{"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    first, second = (process("--data", example_file, "coverage", "--json", env=seed).stdout for seed in seeds)
    assert first == second


def test_piped_table_is_the_librarys_cells(run: Run) -> None:
    expected = kgraph.stats(kgraph.example()).cells()
    assert [line.split("\t") for line in run("stats").stdout.splitlines()[1:]] == expected


def test_what_must_be_read_first_stands_first_and_a_long_rule_after_the_rows() -> None:
    """A rule of two lines stands with its count, one of three after the rows, after the name of its count."""
    counts = [
        {"key": "a", "label": Text(sv="Kort"), "stated": 1, "with_interpreted": 1, "rule": Text(sv="Kort regel.")},
        {"key": "b", "label": Text(sv="Lång"), "stated": 1, "with_interpreted": 1, "rule": Text(sv="mening " * 30)},
    ]
    made = table(
        {"one": "rad"}, keys="one", counts=counts, lead=[Text(sv="Läs först.")], notes=[Text(sv="Anmärkning.")]
    )
    lines = shown(made, 80).splitlines()
    places = [next(n for n, line in enumerate(lines) if line.startswith(start)) for start in (
        "Läs först.", "Kort: 1", "  Kort regel.", "Lång: 1", "rad", "Anmärkning.", "Lång: mening",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "mening" not in "".join(lines[: places[4]])
    assert "lead" not in table({"one": "rad"}, keys="one").to_json()
    assert made.to_json()["lead"] == [{"sv": "Läs först.", "en": None}]
