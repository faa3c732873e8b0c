"""YAML that can be read but does not say what a data file may say."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.errors import DataError
from tests.sources.loading import places, problems, yaml_file

AREA = "crime_areas:\n- id: area-a\n  label: {sv: Narkotika}\n"

CASES: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "an unknown key": ("measures:\n- id: m\n  label: {sv: M}\n  adresses: [x]\n", [(4, "F6")]),
    "an unknown section": ("mesures:\n- id: m\n", [(1, "F6")]),
    "an unknown key in a label": ("measures:\n- id: m\n  label:\n    sv: M\n    de: M\n", [(5, "F6")]),
    "no id": ("measures:\n- label: {sv: M}\n", [(2, "F8")]),
    "no label": ("measures:\n- id: m\n  row: 1\n", [(2, "F8")]),
    "a text instead of a number": ("measures:\n- id: m\n  label: {sv: M}\n  row: ett\n", [(4, "F7")]),
    "half a row": ("measures:\n- id: m\n  label: {sv: M}\n  row: 1.5\n", [(4, "F7")]),
    "a number instead of a text": ("measures:\n- id: m\n  label: {sv: 5}\n", [(3, "F7")]),
    "a truth value instead of a text": ("measures:\n- id: m\n  label: {sv: true}\n", [(3, "F7")]),
    "a decimal as a year": ("measures:\n- id: m\n  label: {sv: M}\n  starts: 20.25\n", [(4, "F7")]),
    "a text instead of a list": ("measures:\n- id: m\n  label: {sv: M}\n  actors: polisen\n", [(4, "F7")]),
    "a text instead of a label": ("measures:\n- id: m\n  label: M\n", [(3, "F7")]),
    "a list instead of a measure": ("measures:\n- [m]\n", [(2, "F7")]),
    "a section that is a text": ("measures: m\n", [(1, "F7")]),
    "a file that is a list": ("- id: m\n", [(1, "F7")]),
    "a file that is a word": ("measures\n", [(1, "F7")]),
    "a value outside its list": ("measures:\n- id: m\n  label: {sv: M}\n  prevention_level: hög\n", [(4, "F7")]),
    "an id with capitals": ("measures:\n- id: Åtgärd 1\n  label: {sv: M}\n", [(2, "F7")]),
    "a long short label": (f"measures:\n- id: m\n  label: {{sv: M}}\n  short: {{sv: {'k' * 33}}}\n", [(4, "F7")]),
    "an empty label": ("measures:\n- id: m\n  label: {sv: '  '}\n", [(3, "F7")]),
    "a strength above one": (
        AREA + "measures:\n- id: m\n  label: {sv: M}\n  home:\n  - to: area-a\n    strength: 1.5\n", [(9, "F7")],
    ),
    "an unknown reference": (AREA + "measures:\n- id: m\n  label: {sv: M}\n  home: [area-b]\n", [(7, "S2")]),
    "an unknown name": (AREA + "measures:\n- id: m\n  label: {sv: M}\n  home:\n  - Narkotiak\n", [(8, "S2")]),
    "a wrong end": (AREA + "measures:\n- id: m\n  label: {sv: M}\n  addresses: [area-a]\n", [(7, "S3")]),
    "an id twice": (AREA + "causes:\n- id: area-a\n  label: {sv: O}\n", [(5, "S1")]),
    "a link twice": (AREA + "measures:\n- id: m\n  label: {sv: M}\n  home:\n  - area-a\n  - Narkotika\n", [(9, "S5")]),
    "a name of two things": (
        AREA + "- id: area-b\n  label: {sv: Narkotika}\nmeasures:\n- id: m\n  label: {sv: M}\n  home: [narkotika]\n",
        [(9, "S9")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_line_and_code(case: str, tmp_path: Path) -> None:
    content, expected = CASES[case]
    assert places(yaml_file(tmp_path, content)) == [("a.yaml", *one) for one in expected]


def test_did_you_mean(tmp_path: Path) -> None:
    [problem] = problems(yaml_file(tmp_path, CASES["an unknown key"][0]))
    assert problem.line("sv").endswith("a.yaml:4: F6 okänd nyckel «adresses». → Menade du «addresses»?")
    assert problem.line("en").endswith("a.yaml:4: F6 unknown key “adresses”. → Did you mean “addresses”?")
    [problem] = problems(yaml_file(tmp_path, CASES["an unknown name"][0]))
    assert "Menade du «Narkotika»?" in problem.sv


def test_the_allowed_values_are_named_in_either_language(tmp_path: Path) -> None:
    [problem] = problems(yaml_file(tmp_path, CASES["a value outside its list"][0]))
    assert problem.fix_sv == "Skriv något av 'universal', 'selective' eller 'indicated'."
    assert problem.fix_en == "Write one of 'universal', 'selective' or 'indicated'."


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    yaml_file(
        tmp_path, "measures:\n- id: m\n  label: {sv: M}\n  rad: 1\n  row: x\n  home: [nowhere]\n- id: n\n", "a.yaml"
    )
    yaml_file(tmp_path, "measures: [\n", "b.yaml")
    yaml_file(
        tmp_path, "causes:\n- id: c\n  label: {sv: C}\n  contributes_to: [m]\n- id: c\n  label: {sv: D}\n", "c.yaml"
    )
    yaml_file(tmp_path, b"causes:\n- id: \xe5\n", "d.yaml")
    yaml_file(tmp_path, "", "e.yml")
    assert places(tmp_path) == [
        ("a.yaml", 4, "F6"), ("a.yaml", 5, "F7"), ("a.yaml", 6, "S2"), ("a.yaml", 7, "F8"),
        ("b.yaml", 2, "F5"), ("c.yaml", 4, "S3"), ("c.yaml", 5, "S1"), ("d.yaml", 2, "F3"), ("e.yml", 1, "F4"),
    ]  # fmt: skip


def test_a_reference_to_what_could_not_be_read_is_no_further_problem(tmp_path: Path) -> None:
    yaml_file(
        tmp_path, "crime_areas:\n- id: area-a\n  label: {sv: Narkotika}\n- id: area-b\n  label: {sv: ]}\n", "a.yaml"
    )
    yaml_file(tmp_path, "causes:\n- id: cause-a\n  label: {sv: Orsak}\n  naturr: x\n- id: cause-b\n", "b.yaml")
    links = "  home: [area-a, Narkotika, area-b]\n  addresses: [orsak, cause-b]\n"
    yaml_file(tmp_path, f"measures:\n- id: m\n  label: {{sv: M}}\n{links}", "c.yaml")
    assert places(tmp_path) == [("a.yaml", 5, "F5"), ("b.yaml", 4, "F6"), ("b.yaml", 5, "F8")]


def test_thousands_of_unknown_references_are_told_but_only_the_first_get_suggestions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = (f"- id: m{n}\n  label: {{sv: Insats {n}}}\n  addresses: [orsak-{n}-x]\n" for n in range(3000))
    path = yaml_file(tmp_path, "measures:\n" + "".join(entries))
    compared: list[str] = []  # comparing names is what costs

    def noted(word: str, *_: object, **__: object) -> list[str]:
        compared.append(word)
        return []

    monkeypatch.setattr("difflib.get_close_matches", noted)
    assert len(places(path)) == 3000
    assert 0 < len(compared) <= 100


def test_a_file_with_more_faults_than_anybody_reads_tells_the_first(tmp_path: Path) -> None:
    found = problems(yaml_file(tmp_path, "measures:\n" + "- 1\n" * 2000))
    assert len(found) == 1001
    assert found[-1].sv == "1000 fel till, härifrån och framåt."
    assert found[-1].position.line == 1002


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("    mål: []", "Menade du «goals»?"),
        ("    ansvarig: []", "Menade du «responsible»?"),
        ("    label: {sv: Öppet, även på lördagar}", "citattecken"),
        ("    addresses: [{to: c, status: tolkad}]", "Menade du «interpreted»?"),
        ("    status: planned", "Menade du «measure_status»?"),
        ("    cost: -5", "Skriv ett tal som är minst 0."),
        ("    addresses: [{to: c, strength: 2}]", "Skriv ett tal som är högst 1."),
    ],
)
def test_a_beginner_is_told_the_word_that_is_meant(tmp_path: Path, line: str, hint: str) -> None:
    label = "" if "label" in line else "    label: {sv: Något}\n"
    (tmp_path / "a.yaml").write_text(f"measures:\n  - id: m\n{label}{line}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kgraph.load(tmp_path)
    assert any(hint in problem.fix_sv for problem in caught.value.problems)


def test_an_empty_folder_is_told_of_both_forms_that_data_may_have(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"varken YAML-filer eller tabeller \(CSV\)"):
        kgraph.load(tmp_path)


def test_a_document_that_is_no_source_is_told_once_a_file(tmp_path: Path) -> None:
    lines = "document: plna\nsources:\n  - {id: plan, label: {sv: Planen}}\nplaces:\n" + "".join(
        f"  - {{id: p-{n}, label: {{sv: Plats {n}}}}}\n" for n in range(3)
    )
    (tmp_path / "a.yaml").write_text(lines, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kgraph.load(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.position.line) == ("S2", 3)
    assert "Menade du «plan»" in problem.fix_sv


def test_what_a_folder_holds_besides_yaml_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "A.YAML").write_text("places:\n  - {id: p, label: {sv: Plats}}\n", encoding="utf-8")
    assert len(kgraph.load(data)) == 1
    (data / "graf.ttl").write_text("", encoding="utf-8")
    (tmp_path / "annan").mkdir()
    (data / "sub").symlink_to(tmp_path / "annan")
    with pytest.raises(DataError) as caught:
        kgraph.load(data)
    assert [problem.code for problem in caught.value.problems] == ["F2", "F2"]


def test_one_wrong_relation_in_many_rows_is_told_with_what_fits_and_then_in_number(tmp_path: Path) -> None:
    nodes = "".join(f"m{one},Measure,M{one}\n" for one in range(30))
    (tmp_path / "nodes.csv").write_text(f"id,kind,label_sv\n{nodes}a,CrimeArea,A\n", encoding="utf-8")
    links = "".join(f"m{one},contributesTo,a\n" for one in range(30))
    (tmp_path / "links.csv").write_text(f"source,relation,target\n{links}", encoding="utf-8")
    with pytest.raises(DataError) as failed:
        kgraph.load(tmp_path)
    told = failed.value.problems
    assert [problem.code for problem in told] == ["S3"] * 6
    assert "homeArea" in told[0].fix_sv
    assert "alsoAffects" in told[0].fix_en
    assert "25 kopplingar till" in told[-1].sv


def test_a_number_without_end_is_refused_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,kind,label_sv,cost\nm,Measure,M,inf\n", encoding="utf-8")
    (tmp_path / "links.csv").write_text("source,relation,target\n", encoding="utf-8")
    with pytest.raises(DataError) as failed:
        kgraph.load(tmp_path)
    (problem,) = failed.value.problems
    assert problem.fix_sv == "Skriv ett vanligt tal."
