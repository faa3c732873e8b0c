from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import kgraph
from kgraph import analysis, wording
from kgraph.cli import commands
from kgraph.cli.commands import program
from kgraph.cli.help import LANGUAGES, _written, asks_json, closest, did_you_mean, fold, has, one_of, spoken, words

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

COMMANDS = program.list_commands(click.Context(program))
HEAVY = (
    "numpy",
    "rdflib",
    "networkx",
    "scipy",
    "pyoxigraph",
    "pydantic",
    "rich",
    "pandas",
    "pyshacl",
    "pyvis",
    "jinja2",
    "yaml",
)


def command(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


@pytest.mark.parametrize("args", [["--help"], ["overlap", "--help"], ["check", "--help"], ["--version"], ["no-such"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    script = (
        "import sys\nfrom kgraph.cli import main\n"
        f"sys.argv = ['kgraph', *{args!r}]\n"
        "try:\n    main()\nfinally:\n"
        f"    print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    root = Path(wording.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", cwd=root, check=False
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_help_is_swedish_and_grouped(run: Run) -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    assert shown.output.startswith("Så här: kgraph [VAL] KOMMANDO")
    for heading in ("Frågor till planen:", "Kontroller:", "Ut till annat:", "Egna data:", "Gemensamma val:"):
        assert heading in shown.output
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", shown.output, re.MULTILINE), name


@pytest.mark.parametrize("args", [["--lang", "en", "--help"], ["--help", "--lang", "en"], ["--help", "--lang=en"]])
def test_help_is_english_when_asked_wherever_the_option_stands(run: Run, args: list[str]) -> None:
    assert run(*args).output.startswith("Usage: kgraph [OPTIONS] COMMAND")
    assert "Measures that touch several things" in run("overlap", *args).output


def test_environment_sets_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_LANG", "en")
    assert run("--help").output.startswith("Usage:")
    assert run("--help", "--lang", "sv").output.startswith("Så här:")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_all_its_parts(run: Run, name: str, lang: str) -> None:
    shown = run(name, "--help", "--lang", lang).output
    assert words(f"command.{name}", lang) in shown
    for param in command(name).params:
        if isinstance(param, click.Argument):
            assert has(f"argument.{param.name}")
            own, shared = f"metavar.{name}_{param.name}", f"metavar.{param.name}"
            assert words(own if has(own) else shared, lang) in shown
        else:
            assert param.opts[0] in shown
    for option in ("--json", "--lang", "--data", "--help"):
        assert option in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_in_the_help_call_the_command(name: str) -> None:
    for lang in LANGUAGES:
        lines = words(f"example.{name}", lang).splitlines() if has(f"example.{name}") else []
        assert all(line.startswith("kgraph ") for line in lines)


def test_every_option_of_every_command_says_what_it_does() -> None:
    silent = []
    waiting: list[tuple[str, click.Command]] = [("kgraph", program)]
    for name, command in waiting:
        if isinstance(command, click.Group):
            context = click.Context(command)
            found = ((one, command.get_command(context, one)) for one in command.list_commands(context))
            waiting += [(f"{name} {one}", part) for one, part in found if part]
        silent += [
            (name, one.opts[0]) for one in command.params
            if isinstance(one, click.Option) and not (has(f"option.{command.name}_{one.name}") or has(f"option.{one.name}"))
        ]  # fmt: skip
    assert silent == []
    assert len(waiting) > len(COMMANDS) > 30


def test_swedish_names_of_commands_work(run: Run) -> None:
    for swedish in ("överlapp", "overlapp", "ÖVERLAPP"):
        assert run(swedish, "narkotika", "nyrekrytering").exit_code == 0
    assert {*program.synonyms.values()} <= {*COMMANDS}
    assert not {*program.synonyms} & {*COMMANDS}
    assert all(fold(name) == name for name in program.synonyms)


def test_placeholders_are_the_same_in_both_languages() -> None:
    for file in Path(wording.__file__).parent.glob("cli.toml"):
        for names in tomllib.loads(file.read_text(encoding="utf-8")).values():
            for both in names.values():
                assert set(both) == {*LANGUAGES}
                sv, en = (Counter(re.findall(r"{(\w+)}", both[lang])) for lang in LANGUAGES)
                assert sv == en


def test_no_section_of_the_wording_is_written_in_two_files() -> None:
    keys: Counter[str] = Counter()
    for file in Path(wording.__file__).parent.glob("*.toml"):
        for section, names in tomllib.loads(file.read_text(encoding="utf-8")).items():
            keys.update(f"{section}.{name}" for name in names)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(
    ("args", "environ", "lang"),
    [
        ([], {}, "sv"),
        (["--lang", "en"], {}, "en"),
        (["stats", "--lang=en"], {"KGRAPH_LANG": "sv"}, "en"),
        ([], {"KGRAPH_LANG": "en"}, "en"),
        (["search", "--", "--lang", "en"], {}, "sv"),
        (["--lang"], {}, "sv"),
        (["--lang", "fr"], {}, "sv"),
    ],
)
def test_language_is_found_before_parsing(args: list[str], environ: dict[str, str], lang: str) -> None:
    assert spoken(args, environ) == lang


@pytest.mark.parametrize(
    ("args", "asked"),
    [(["--json", "stats"], True), (["stats", "--json"], True), (["show", "--", "--json"], False), ([], False)],
)
def test_json_is_found_before_parsing(args: list[str], asked: bool) -> None:  # noqa: FBT001
    assert asks_json(args) is asked


def test_every_command_of_every_module_has_a_place_in_the_help() -> None:
    listed = {name: home for names in program.sections.values() for name, home in names.items()}
    modules = [info.name for info in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}.")]
    written = {name: module for module in modules for name in import_module(module).COMMANDS}
    assert written == listed
    assert all(import_module(home).COMMANDS[name].name == name for name, home in listed.items())


def test_every_analysis_is_exported() -> None:
    exported = {*analysis.__all__} - {"sources"}  # `kgraph.sources` is the package that reads files
    assert exported <= {*kgraph.__all__}
    assert all(getattr(kgraph, name) is getattr(analysis, name) for name in exported)


def test_a_word_that_nobody_wrote_does_not_end_the_help(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ("command.", "group.", "argument.", "option.", "metavar.")
    texts = {key: text for key, text in _written().items() if not key.startswith(told)}
    monkeypatch.setattr("kgraph.cli.help._written", lambda: texts)
    shown = run("--help")
    assert shown.exit_code == 0
    assert all(re.search(rf"^  {name} +{name}$", shown.output, re.MULTILINE) for name in COMMANDS)
    assert all(run(name, "--help").exit_code == 0 for name in COMMANDS)


def test_suggestions_read_as_a_question() -> None:
    assert did_you_mean((), "sv") == ""
    assert did_you_mean(("a", "b", "c"), "sv") == " Menade du a, b eller c?"
    assert did_you_mean(("a",), "en") == " Did you mean a?"
    assert one_of(("sv", "en"), "sv") == "sv eller en"
    assert closest("overlp", COMMANDS) == ("overlap",)
    assert closest("--fromat", ("--format", "--force", "--out", "--data")) == ("--format",)
    assert closest("--xyz", ()) == ()


def test_texts_read_one_by_one_are_those_of_the_whole_file() -> None:
    file = Path(wording.__file__).with_name("cli.toml")
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    keys = {f"{section}.{name}": text for section, texts in whole.items() for name, text in texts.items()}
    assert {*_written()} == {*keys}
    assert all(words(key, lang) == text[lang] for key, text in keys.items() for lang in LANGUAGES)


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("cli.no_such_key", "sv")


def test_version(process: Process) -> None:
    assert re.fullmatch(rb"kgraph \d+\.\d+\.\d+\S*\r?\n", process("--version").stdout)
