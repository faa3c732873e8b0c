"""A file with a piece missing, doubled or changed: a graph or a `DataError`, and never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import DataError
from kgraph.export import FORMATS, export

YAML = """document: plan
sources:
- {id: plan, label: {sv: Plan, en: Plan}, issued: 2025}
crime_areas:
- id: area-a
  label: {sv: Narkotika}
  aliases: [droger]
causes:
- id: cause-a
  label: {sv: Tobaksbruk}
  contributes_to:
  - to: Narkotika
    status: interpreted
    rationale: {sv: Så läser vi det.}
measures:
- id: m-a
  label: {sv: "Tobaksfri skoltid"}
  row: 3
  home: [area-a]
  addresses: [cause-a]
  goals:
  - {id: g-a, label: {sv: Ingen röker}}
"""
FILES = {".yaml": YAML.encode()} | {
    FORMATS[name].suffix: export(kgraph.example(), name) for name in ("turtle", "ntriples", "jsonld", "json")
}
PIECES = [
    b"\n", b"  ", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"null", b"5", b"true", b"\t", b"\x00", b"\xff", b"\xe2\x80\xa8",
    b"id", b",", b"[]", b"{}", b"<<: ", b"&a ", b"*a", b"1e999", b"-1", b"_:b", b"<x>", b"@en", b"<<( ", b" )>>", b"",
]  # fmt: skip
Cut = tuple[float, int, bytes]
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), st.sampled_from(PIECES)), min_size=1, max_size=4)


@pytest.mark.parametrize("suffix", FILES)
@given(cuts=CUTS)
@settings(deadline=None, max_examples=150)
def test_nothing_but_a_data_error(suffix: str, cuts: list[Cut]) -> None:
    content = bytearray(FILES[suffix])
    for where, length, piece in cuts:
        start = int(where * len(content))
        content[start : start + length] = piece
    told = lines_told(bytes(content), suffix)
    assert all(line == "".join(line.splitlines()) for line in told)


def lines_told(content: bytes, suffix: str) -> list[str]:
    """What is said of a file in both languages; nothing when it loads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(content)
        try:
            kgraph.load(path)
        except DataError as error:
            return [problem.line(lang) for problem in error.problems for lang in ("sv", "en")]
    return []
