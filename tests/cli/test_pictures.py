"""`kgraph view PICTURE`: forms, places, and the one line that says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kgraph
from kgraph.cli import failures, main
from kgraph.excerpts import near_thing
from kgraph.parts.scope import of_plan
from kgraph.picturing import PICTURES, picture, picture_file
from kgraph.wording import text
from tests.cli.conftest import Run

MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", sorted(MAGIC))
def test_the_form_is_that_of_the_option_or_of_the_files_name(run: Run, tmp_path: Path, form: str) -> None:
    named = tmp_path / f"bild.{form}"
    assert run("view", "star", "--out", str(named)).exit_code == 0
    assert run("view", "stjärna", "--format", form, "--out", str(tmp_path / "bild")).exit_code == 0
    assert named.read_bytes() == (tmp_path / "bild").read_bytes()
    assert named.read_bytes().startswith(MAGIC[form])


def test_a_picture_goes_to_a_folder_a_new_one_or_stdout(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "ny" / "mapp"
    done = run("view", "pyramid", "--out", f"{new}/", "--json")
    written = Path(json.loads(done.stdout)["rows"][0]["path"])
    assert written.parent == new
    assert written.name.endswith("-pyramid.svg")
    assert run("view", "pyramid", "--out", "-").stdout_bytes == written.read_bytes()


def test_without_a_place_it_goes_where_generated_files_go(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "visualisations").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("view", "grid").exit_code == 0
    assert [file.suffix for file in (tmp_path / "visualisations").iterdir()] == [".svg"]


def test_nothing_is_written_over_without_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    file.write_text("mine", encoding="utf-8")
    assert run("view", "star", "--out", str(file)).exit_code == failures.USAGE
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("view", "star", "--out", str(file), "--force").exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["x.svg"]


def test_stated_hides_what_is_interpreted_and_english_is_english(run: Run) -> None:
    done = run("view", "star", "--stated", "--out", "-", "--lang", "en")
    assert ".if-all{display:none}" in done.stdout
    assert "Shows only what the source says" in done.stdout
    assert 'lang="en"' in done.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["tavla"], "{known}"), (["star", "--format", "jpg"], "svg"), (["star", "--out", "x.gif"], "svg"),
        (["star", "--area", "narkotika"], "--area"), (["--stated"], "--stated"), (["--area", "narkotika"], "--area"), (["--format", "png"], "--format"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_wrong_is_said_in_one_line(run: Run, args: list[str], said: str, lang: str) -> None:
    done = run("view", *args, "--lang", lang)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (failures.USAGE, "", 1)
    assert said.format(known={"sv": "stjärna, rutnät", "en": "star, grid"}[lang]) in done.stderr


def test_every_picture_can_be_of_a_part_and_says_so(run: Run, tmp_path: Path) -> None:
    for options, name, said in (
        (["--near", "narkotika", "--steps", "1"], "narkotika-1", "Narkotika och det som är kopplat dit"),
        (["--actor", "polisen"], "polisen", "Polisen"),
    ):
        for drawn in ("star", "network", "measures", "situation"):
            done = run("view", drawn, *options, "--out", f"{tmp_path}/")
            assert done.exit_code == 0, done.stderr
            file = next(one for one in tmp_path.iterdir() if one.stem.endswith(f"-{name}-{drawn}"))
            title = file.read_text(encoding="utf-8").split("</title>")[0]
            assert title.endswith(f" – {said}")
            assert "Visar en del av underlaget" in file.read_text(encoding="utf-8")


def test_a_question_of_several_areas_is_one_option_for_each(run: Run) -> None:
    two = run("view", "överlapp", "--area", "narkotika", "--area", "skolmiljö", "--out", "-")
    assert two.exit_code == 0, two.stderr
    assert "Åtgärder som berör Narkotika och Skolmiljö" in two.stdout
    assert run("view", "network", "--area", "narkotika", "--out", "-").exit_code == 0
    assert run("view", "tree", "--area", "narkotika", "--area", "skolmiljö", "--out", "-").exit_code == failures.USAGE


def test_a_network_too_large_offers_parts_of_the_same_data_that_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(kgraph.__file__).parent.parent / "data"
    where = ["--data", str(data), "--plan", "plan-vasteras-2025"]
    monkeypatch.setattr("sys.argv", ["kgraph", *where, "view", "network", "--out", str(tmp_path / "x.svg")])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr().err.splitlines()
    offered = [line.split() for line in told if line.startswith("  kgraph ")]
    assert len(offered) == 5
    assert not any("open" in line for line in offered)
    assert all(line[:5] == ["kgraph", *where] for line in offered)
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    for line in offered:
        part = near_thing(graph, line[line.index("--near") + 1], 1)
        assert (
            f"<title>{text('net.title').sv} – "
            in picture_file(part.graph, picture(graph, "network", part=part), part=part).decode()
        )


def test_pictures_are_completed(run: Run) -> None:
    done = run(env={"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "kgraph view ", "COMP_CWORD": "2"})
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == set(PICTURES)
