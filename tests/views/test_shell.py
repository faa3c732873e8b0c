from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from kgraph import ways
from kgraph.model import AREA_KINDS
from kgraph.views import shell

EVIL = "</script><!-- <script> \u2028 \u2029 & ' \" \u202e"


@given(st.text())
def test_a_json_block_cannot_be_left(text: str) -> None:
    block = str(shell.json_block({"text": text, EVIL: [text]}))
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {"text": text, EVIL: [text]}


def test_a_json_block_has_one_form() -> None:
    assert str(shell.json_block({"b": 1, "a": "å"})) == '{"a":"å","b":1}'
    with pytest.raises(ValueError, match="JSON"):
        shell.json_block(float("nan"))


def test_the_policy_allows_the_pages_own_code_and_nothing_else() -> None:
    policy = dict(part.split(" ", 1) for part in shell.policy(["let a;"], []).split("; "))
    digest = base64.b64encode(hashlib.sha256(b"let a;").digest()).decode()
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'sha256-{digest}'"
    assert policy["style-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


def test_code_of_the_page_cannot_end_its_element() -> None:
    with pytest.raises(ValueError, match="</script"):
        shell.render("explorer.html.j2", scripts=["'</SCRIPT>'"], styles=[])


def test_a_template_that_lacks_a_value_fails() -> None:
    with pytest.raises(UndefinedError):
        shell.render("explorer.html.j2", scripts=[], styles=[])


@pytest.mark.parametrize("folder", ["js", "css"])
def test_the_parts_are_joined_without_comments(folder: str) -> None:
    code = shell.parts(folder)
    assert code == shell.parts(folder)
    assert not any(line.startswith((" ", "//", "/*")) or not line for line in code.splitlines())
    assert "/*" not in code


def test_no_code_of_the_page_parses_html_or_runs_text() -> None:
    code = shell.parts("js")
    for door in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        'setTimeout("',
        "fetch(",
        "XMLHttp",
    ):
        assert door not in code
    assert "url(" not in shell.parts("css")
    assert "@import" not in shell.parts("css")


def test_no_string_of_the_script_loses_a_space() -> None:
    """The signs that lose their spaces stand in no string of the scripts, and a file that a page does not need is left out."""
    lost = re.compile(r" (=>|={1,3}|!==|&&|\|\||[?:]) ")
    files = sorted((Path(shell.__file__).parent / "assets" / "js").iterdir())
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if "${" not in line]
    assert not [text for line in lines for text in re.findall(r'"[^"]*"|' + r"'[^']*'", line) if lost.search(text)]
    assert "startCompare" not in shell.parts("js", ["85-compare.js"])
    assert "function startCompare" in shell.parts("js")


@pytest.mark.parametrize(
    ("name", "library"), [("AREAS", AREA_KINDS), ("HUBS", ways.HUBS), ("DRIVING", ways.DRIVES)], ids=["areas", "hubs", "driving"]
)  # fmt: skip
def test_what_the_script_says_of_kinds_and_relations_is_what_the_library_says(
    name: str, library: Collection[str]
) -> None:
    scripts = (Path(shell.__file__).parent / "assets" / "js").iterdir()
    code = "".join(file.read_text(encoding="utf-8") for file in sorted(scripts))
    (said,) = re.findall(rf"^const {name} = new Set\((\[.*\])\);$", code, re.MULTILINE)
    assert sorted(json.loads(said)) == sorted(library)


def test_a_packed_script_is_the_script_in_fewer_bytes() -> None:
    code = "let a = 'å';" * 999
    packed = shell.packed(code)
    assert zlib.decompress(base64.b64decode(packed)).decode() == code
    assert len(packed) < len(code) / 3
    assert packed == shell.packed(code)


_DECLARED = re.compile(r"^(?:const|let) (\w+)", re.MULTILINE)
_AT_ONCE = re.compile(r"^(?!(?:async )?function |const \w+ = (?:async )?(?:\([^)]*\)|\w+) =>)\w.*$", re.MULTILINE)
"""The first lines of what is done while the script is read; functions wait until they are called."""


def test_a_file_of_the_script_uses_at_once_only_what_stands_in_a_lower_number() -> None:
    """So that the number of a file says what it may lean on, and those of one number can stand in any order."""
    files = {
        file.name: file.read_text(encoding="utf-8") for file in (Path(shell.__file__).parent / "assets/js").glob("*.js")
    }
    assert len(files) > 20
    for name, code in files.items():
        later = [other for one, other in files.items() if one != name and one[:2] >= name[:2]]
        waiting = {word for other in later for word in _DECLARED.findall(other)}
        used = set(re.findall(r"\w+", " ".join(_AT_ONCE.findall(code))))
        assert waiting & used == set(), name
