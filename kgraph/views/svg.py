"""Still pictures, written element by element: the same drawing stands in the page, in the report and in a file of its own.

A drawing names its colours by classes.  In the page the page's palette gives them, in light and dark; a file carries the
palette of light with it, so that it looks the same anywhere.  What holds only with interpreted links has the class
`if-all`, what holds only without them `if-stated`; an interpreted thing is dashed and says so in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

__all__ = ["BOX", "SLIDE", "Key", "Picture", "both_drawings", "el", "fitted", "label", "text_width", "thing", "wrap"]

BOX = 34
"""The height of a box with one line of text, in units of the drawing; a line of text is 14 high."""
SLIDE = 16 / 9
"""The width of a slide, as a part of its height."""
_FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
_MARGIN = 16
_TITLE, _LINE, _SMALL = 24, 18, 12
_BOLD = 0.88
"""Bold words take more room."""
_NARROW, _WIDE, _EM = frozenset("fijlrtI.,:;!|'()[]- "), frozenset("mwMWÅÄÖ@%—–"), 0.62
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


def el(name: str, *children: str, **attributes: object) -> Markup:
    """An element; text and values are escaped, None is left out, `class_` is `class`, and `data_thing` is `data-thing`.

    >>> str(el("text", "a < b", x=1.0, y=2.46, class_="strong"))
    '<text x="1" y="2.5" class="strong">a &lt; b</text>'
    """
    values = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{name}{values}/>")  # noqa: S704  # every value is escaped above, and every child below
    inside = "".join(escape(_plain(child)) for child in children)
    return Markup(f"<{name}{values}>{inside}</{name}>")  # noqa: S704


def _plain(child: str) -> str:
    return child if isinstance(child, Markup) else _UNSEEN.sub("\ufffd", child)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return _plain(str(value))


def text_width(text: str, size: float = 14) -> float:
    """How wide a text is, about: the same everywhere, since the fonts of a reader are not known."""
    units = sum(0.38 if sign in _NARROW else 0.95 if sign in _WIDE or ord(sign) > _LATIN else _EM for sign in text)
    return units * size


_LATIN = 0x24F


def wrap(text: str, width: float, size: float = 14, most: int = 2) -> list[str]:
    """A text in at most so many lines of at most that width; what does not fit ends in "…"."""
    lines = [""]
    words = text.split()
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = fitted(" ".join([lines[-1], *words[place:]]), width, size)
            break
    return [fitted(line, width, size) for line in lines]


def fitted(text: str, width: float, size: float = 14) -> str:
    """A text cut to a width, with "…" for what is left out."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def label(
    x: float, y: float, text: str, *, width: float | None = None, size: float = 14, most: int = 1, anchor: str | None = None,
    class_: str | None = None,
) -> Markup:  # fmt: skip
    """A text whose lines stand around a height `y`; cut to a width where one is given."""
    lines = wrap(text, width, size, most) if width else [text]
    top = y - (len(lines) - 1) * size * 0.6 + size * 0.35
    looks: dict[str, object] = {"text_anchor": anchor, "class_": class_, "font_size": None if size == _SIZE else size}
    if len(lines) == 1:
        return el("text", lines[0], x=x, y=top, **looks)
    spans = [el("tspan", line, x=x, y=top + place * size * 1.2) for place, line in enumerate(lines)]
    return el("text", *spans, **looks)


_SIZE = 14


def thing(ident: str, name: str, *drawn: str) -> Markup:
    """What is drawn for a thing: its full name comes up when it is pointed at, and in the page it can be opened."""
    return el("g", el("title", name), *drawn, data_thing=ident)


def both_drawings(every: Markup, stated: Markup) -> list[Markup]:
    """What is drawn with interpretations and what without them, of which one is shown at a time; one drawing where they are alike."""
    return [every] if every == stated else [el("g", every, class_="if-all"), el("g", stated, class_="if-stated")]


_NAME = re.compile(r'(<g data-thing="[^"]*">)<title>[^<]*</title>')
"""The name of a thing, which the page's script knows and puts there itself."""


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a sign ("box", "line", "joint", a line with a dot, or "dot"), its classes, and what it stands for."""

    sign: str
    class_: str
    words: str


@dataclass(frozen=True)
class Picture:
    """A drawing: the name of its file, what it shows in a line and in words, its size, its elements and its legend."""

    name: str
    title: str
    description: str
    width: float
    height: float
    body: Markup
    legend: tuple[Key, ...] = ()

    def inline(self, ident: str) -> Markup:
        """The drawing with its legend, for a page that has the heading; `ident` keeps the ids of several apart."""
        legend, below = _legend(self.legend, self.width)
        height = self.height + below
        body = Markup(_NAME.sub(r"\1", str(self.body)))  # noqa: S704  # was markup before, and only loses whole elements
        return el(
            "svg", el("title", self.title, id=f"{ident}-t"), el("desc", self.description, id=f"{ident}-d"), body,
            *([el("g", *legend, transform=f"translate(0 {_value(self.height)})")] if legend else []), class_="pic", role="img",
            viewBox=f"0 0 {_value(self.width)} {_value(height)}", width=self.width, height=height,
            aria_labelledby=f"{ident}-t {ident}-d", data_picture=self.name,
        )  # fmt: skip

    def file(
        self, lines: Sequence[str] = (), *, interpreted: bool = True, lang: str = "sv", headed: bool = True
    ) -> bytes:
        """The drawing as an SVG file with title (unless `headed` is false), legend and `lines` about its source below; without
        interpreted links on demand.
        """
        width = max(self.width, 480)
        title = wrap(self.title, (width - 2 * _MARGIN) * _BOLD, 19, most=4) if headed else []
        source = [part for line in lines for part in wrap(line, width - 2 * _MARGIN, _SMALL, most=6)]
        legend, below = _legend(self.legend, width)
        top = _MARGIN + len(title) * _TITLE
        height = top + self.height + below + len(source) * _LINE + 2 * _MARGIN
        hidden = ".if-stated{display:none}" if interpreted else ".if-all{display:none}"
        drawn = [
            el("title", self.title), el("desc", self.description), el("style", Markup(_style() + hidden)),  # noqa: S704  # the package's own
            el("rect", width=width, height=height, class_="ground"),
            *(label(_MARGIN, _MARGIN + 10 + row * _TITLE, line, size=19, class_="strong") for row, line in enumerate(title)),
            el("g", self.body, transform=f"translate(0 {_value(float(top))})"),
            el("g", *legend, transform=f"translate(0 {_value(float(top + self.height))})"),
            *(label(_MARGIN, top + self.height + below + _MARGIN + row * _LINE, line, size=_SMALL, class_="muted") for row, line in enumerate(source)),
        ]  # fmt: skip
        made = el("svg", *drawn, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_value(width)} {_value(height)}", width=width, height=height, class_="pic", role="img", lang=lang)  # fmt: skip
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode()

    def _repr_svg_(self) -> str:
        """How a notebook shows it."""
        return self.file().decode().partition("\n")[2]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # IPython calls it so
        """The plain text beside the picture in a notebook: its name and title, not its elements."""
        del cycle
        printer.text(f"<Picture {self.name}: {self.title}>")


def _legend(keys: Iterable[Key], width: float) -> tuple[list[Markup], float]:
    """The signs and words of a legend in rows of a width, and how high they are together."""
    drawn: list[Markup] = []
    x, y = float(_MARGIN), 18.0
    for key in keys:
        taken = text_width(key.words, 13) + 62
        if x > _MARGIN and x + taken > width:
            x, y = float(_MARGIN), y + 24
        drawn += [_sign(key, x, y), label(x + 34, y, key.words, size=13)]
        x += taken
    return drawn, y + 22 if drawn else 0.0


def _sign(key: Key, x: float, y: float) -> Markup:
    if key.sign == "line":
        return el("path", d=f"M{_value(x)} {_value(y)}h26", class_=key.class_)
    if key.sign == "joint":
        looks = {"r": 3 if "thin" in key.class_ else 4.5, "class_": "joint read" if "read" in key.class_ else "joint"}
        return el("path", d=f"M{_value(x)} {_value(y)}h26", class_=key.class_) + el("circle", cx=x + 22, cy=y, **looks)
    if key.sign == "dot":
        return el("circle", cx=x + 13, cy=y, r=6, class_=key.class_)
    return el("rect", x=x + 2, y=y - 8, width=22, height=15, rx=3, class_=key.class_)


@cache
def _style() -> str:
    """The rules of pictures with the colours of light in place of their names."""
    folder = resources.files(__package__).joinpath("assets", "css")
    palette = folder.joinpath("10-palette.css").read_text(encoding="utf-8").partition("@media")[0]
    colours = dict(re.findall(r"--([a-z-]+):\s*([^;]+);", palette))
    rules = folder.joinpath("70-pictures.css").read_text(encoding="utf-8")
    rules = rules.partition("/* In the page")[0]
    plain = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    filled = re.sub(r"var\(--([a-z-]+)\)", lambda found: colours[found[1]], plain)
    return re.sub(r"\s*\n\s*", "", filled).replace("font-family: inherit", f"font-family: {_FONT}")
