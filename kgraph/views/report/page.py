"""A report as one HTML file to read and to print: no script, nothing from outside, headings and tables as such."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any

from markupsafe import Markup

from kgraph.views import shell
from kgraph.views.page import Page
from kgraph.views.report.content import Block, Chapter, Drawn, Grid, Report
from kgraph.views.report.widths import is_crowded
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["report_page"]

_LIGHT = ("10-palette.css", "70-pictures.css")
"""The parts of the page's style that a report has too; of the palette only what is light, since it is meant for paper."""


def report_page(made: Report, pages: Mapping[str, int] | None = None) -> Page:
    """The page of a report; its name ends in `.html`.  `pages` are the numbers of the sheets that chapters begin on, by their keys."""
    html = shell.render(
        "report.html.j2", scripts=[], styles=[_style(made)], lang=made.lang, front=made.front, contents=made.contents, made=made.made, pages=pages or {},
        chapters=[_chapter(one, str(place)) for place, one in enumerate(made.chapters, 1)],
    )  # fmt: skip
    return Page(f"{made.name}.html", html)


def _chapter(chapter: Chapter, number: str) -> dict[str, Any]:
    return {
        "key": chapter.key, "number": number, "title": chapter.title,
        "lying": any(isinstance(one, Grid) and is_crowded(one) for one in chapter.blocks),
        "blocks": [_block(one, f"{chapter.key}-{place}") for place, one in enumerate(chapter.blocks)],
        "below": [_chapter(one, f"{number}.{place}") for place, one in enumerate(chapter.below, 1)],
    }  # fmt: skip


def _block(block: Block, ident: str) -> dict[str, Any]:
    told: dict[str, Any] = {"is": type(block).__name__.lower(), "it": block, "id": ident}
    if isinstance(block, Drawn):
        told["svg"] = _drawing(block.picture, ident, interpreted=block.interpreted)
        told["high"] = block.picture.height > block.picture.width
    return told


def _drawing(picture: Picture, ident: str, *, interpreted: bool) -> Markup:
    """The drawing, in a group that hides the layer that is not asked for."""
    layer = "every" if interpreted else "stated"
    return Markup('<div class="drawing {}">{}</div>').format(layer, picture.inline(f"bild-{ident}"))


def _style(made: Report) -> str:
    folder = resources.files("kgraph.views").joinpath("assets", "css")
    light = (folder.joinpath(name).read_text(encoding="utf-8").partition("@media")[0] for name in _LIGHT)
    foot = " · ".join(part for part in (made.front.owner, made.front.title) if part)
    page = f'@page {{ @bottom-left {{ content: {_quoted(foot)}; }} @bottom-right {{ content: {_quoted(text("report.page").pick(made.lang))} " " counter(page); }} }}\n'
    return "\n".join([*light, shell.parts("report"), page]).replace("color-scheme: light dark", "color-scheme: light")


def _quoted(words: str) -> str:
    r"""A text as a string of CSS, in which every sign but letters, digits and spaces is written by its number.

    >>> print(_quoted('a"b'))
    "a\22 b"
    """
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in words) + '"'
