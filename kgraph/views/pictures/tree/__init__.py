"""The cause tree of an area: area, causes, their causes and the measures of each in columns, from left to right.

Every cause stands in a row of its own with its measures as a list to the right; the rows of its causes come below.  Lines
run between the columns only, so that none crosses a word.  A tree that is too high for a sheet of paper goes on on the
next, with the things above repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kgraph.model import Table, integer
from kgraph.views.branches import Branch, grown
from kgraph.views.pictures.tree.cutting import pieces
from kgraph.views.pictures.tree.drawn import Drawn
from kgraph.views.pictures.tree.layout import width
from kgraph.views.svg import SLIDE, Key, Picture, el
from kgraph.wording import text

__all__ = ["SHEET", "sheets", "tree"]

SHEET = 1.15
"""How high a drawing may be, as a part of its width, to fit an upright sheet of A4 with its heading and legend."""
_MOST, _BETWEEN = 6, 24.0
"""A high tree is laid in columns, at most so many and with so much room between them: as many as make its words largest on a slide."""


def tree(table: Table, lang: str = "sv", *, stated_only: bool = False) -> Picture:
    """The tree of an area in one drawing from the table of `kgraph.tree`, in columns beside each other where it would be much
    higher than wide; what stands there with interpreted links only is drawn so that it can be hidden.

    `stated_only` tells that the table was counted without interpreted links.
    """
    root = grown(table)
    sheet = _Sheet(table, lang, stated_only, _columns(root))
    whole = sheet.picture(root)
    form = whole.height / whole.width
    columns = max(range(1, _MOST + 1), key=lambda one: min(SLIDE / one, one / form))
    most = whole.height / columns
    while len(parts := pieces(root, most, lang)) > columns:
        most *= 1.05
    return whole if columns == 1 else _side_by_side(whole, [sheet.picture(one) for one in parts])


def _side_by_side(whole: Picture, parts: Sequence[Picture]) -> Picture:
    """A drawing in columns beside each other, with a line between them."""
    height, step = max(one.height for one in parts), whole.width + _BETWEEN
    lines = [
        el("path", d=f"M{place * step - _BETWEEN / 2:.1f} 0V{height:.1f}", class_="grid")
        for place in range(1, len(parts))
    ]
    drawn = [el("g", one.body, transform=f"translate({place * step:.0f} 0)") for place, one in enumerate(parts)]
    return replace(whole, body=Markup("").join([*drawn, *lines]), width=len(parts) * step - _BETWEEN, height=height)


def sheets(table: Table, lang: str = "sv", *, stated_only: bool = False) -> tuple[Picture, ...]:
    """The same tree in as many drawings as it takes for each to fit a sheet of paper."""
    root = grown(table)
    sheet = _Sheet(table, lang, stated_only, _columns(root))
    parts = pieces(root, SHEET * width(sheet.columns), lang)
    if len(parts) == 1:
        return (sheet.picture(root),)
    return tuple(
        replace(sheet, number=number, total=len(parts)).picture(one) for number, one in enumerate(parts, start=1)
    )


@dataclass(frozen=True)
class _Sheet:
    """What a drawing is called and says of itself."""

    table: Table
    lang: str
    stated_only: bool
    columns: int
    number: int = 0
    total: int = 0

    @property
    def name(self) -> str:
        return f"orsaker-{self.table.rows[0]['id']}{f'-{self.number}' if self.number else ''}"

    @property
    def title(self) -> str:
        title = text("cause_tree.title", area=self.table.rows[0]["label"])
        return (
            text("cause_tree.sheet", title=title, number=self.number, total=self.total) if self.number else title
        ).pick(self.lang)

    @property
    def told(self) -> str:
        words = {f"{count.key}_stated": count.stated for count in self.table.counts}
        words |= {count.key: count.with_interpreted for count in self.table.counts}
        return text(f"cause_tree.alt_{'stated' if self.stated_only else 'both'}", **words).pick(self.lang)

    def picture(self, root: Branch) -> Picture:
        drawn = Drawn.of(root, self.columns, self.lang, stated_only=self.stated_only)
        return Picture(
            self.name, self.title, self.told, width(self.columns), drawn.height, drawn.body(), self.legend(root)
        )

    def legend(self, root: Branch) -> tuple[Key, ...]:
        branches = list(root.walk())
        wanted = {
            "cause": any(one.row["kind"] == "Cause" for one in branches),
            "problem": any(one.row["kind"] == "Problem" for one in branches),
            "gap": any(one.gap or one.gap_stated for one in branches),
            "read": any(one.hidden for branch in branches for one in (branch, *branch.measures)),
        }
        signs = {"cause": "cause", "problem": "other", "gap": "gap", "read": "cause read"}
        return tuple(
            Key(
                "box",
                signs[key],
                text(f"cause_tree.key_{key}{'_stated' if key == 'gap' and self.stated_only else ''}").pick(self.lang),
            )
            for key, is_there in wanted.items()
            if is_there
        )


def _columns(root: Branch) -> int:
    """How many columns of causes there are."""
    return max(integer(branch.row, "depth") for branch in root.walk())
