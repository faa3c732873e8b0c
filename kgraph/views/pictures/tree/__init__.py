"""The cause tree of an area: area, causes, their causes and the measures of each in columns, from left to right.

Every cause stands in a row of its own with its measures as a list to the right; the rows of its causes come below.  Lines
run between the columns only, so that none crosses a word.  A tree that is too high for a sheet of paper goes on on the
next, with the things above repeated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgraph.model import Table, integer
from kgraph.views.branches import Branch, grown
from kgraph.views.pictures.tree.cutting import pieces
from kgraph.views.pictures.tree.drawn import Drawn
from kgraph.views.pictures.tree.layout import width
from kgraph.views.svg import Key, Picture
from kgraph.wording import text

__all__ = ["SHEET", "sheets", "tree"]

SHEET = 1.15
"""How high a drawing may be, as a part of its width, to fit an upright sheet of A4 with its heading and legend."""


def tree(table: Table, lang: str = "sv", *, stated_only: bool = False) -> Picture:
    """The tree of an area in one drawing, however high, from the table of `kgraph.tree`; what stands there with interpreted
    links only is drawn so that it can be hidden.

    `stated_only` tells that the table was counted without interpreted links.
    """
    root = grown(table)
    return _Sheet(table, lang, stated_only, _columns(root)).picture(root)


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
