"""The fishbone of an area: its causes on bones, by what sources say of their nature or their level.

The form is Ishikawa's (1968).  He sorts by who and what takes part; the records tell neither offender, victim nor place of
a cause, but for some its nature (situational, social, structural) or the level of a risk factor (individual to
community).  A cause stands on the bone of its nature, else of its level; those of which no source tells either have a bone
of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, Cell, Node, Table, Text
from kgraph.views.branches import Branch, grown
from kgraph.views.svg import SLIDE, Key, Picture, el, label, thing, wrap
from kgraph.wording import text

__all__ = ["UNKNOWN", "bones", "fishbone"]

UNKNOWN = ("unknown", "")
"""The bone of the causes that no source says anything of."""
_ORDER = (
    ("nature", "situational"), ("nature", "social"), ("nature", "structural"), ("level", "individual"), ("level", "family"),
    ("level", "peers"), ("level", "school"), ("level", "community"),
)  # fmt: skip
_WIDE, _SLANT, _LINE, _NOTE, _SPACE, _MARGIN, _BOX, _HEAD = 258.0, 56.0, 17.0, 14.0, 9.0, 10.0, 30.0, 150.0

_TALL = 1.2
"""What is higher than so many times its width has its long bones cut."""
_STEEP = 0.4
"""How far a short bone leans, as a part of its length: no further, or it would cross the words beside it."""

_Bone = tuple[str, ...]
"""What its causes have in common: a field and its value; of a long bone in parts, the number of a part too."""


@dataclass(frozen=True)
class _Entry:
    """A cause on a bone: how it hangs on the area, and what lacks, in each way of counting."""

    node: Node
    hidden: bool
    gap: bool
    gap_stated: bool


def bones(graph: KnowledgeGraph, table: Table) -> dict[_Bone, tuple[str, ...]]:
    """The bones of the cause tree of an area in their order, each with its causes."""
    found = {bone: tuple(one for one in _causes(table) if _bone(graph[one]) == bone) for bone in (*_ORDER, UNKNOWN)}
    return {bone: causes for bone, causes in found.items() if causes}


def _causes(table: Table) -> dict[str, Branch]:
    """The causes of a tree but for its root, each once: where a stated link puts it, else where it comes first."""
    found: dict[str, Branch] = {}
    root = grown(table)
    for branch in root.walk():
        known = found.get(branch.id)
        if (
            branch is not root
            and branch.row["kind"] == "Cause"
            and (known is None or (known.hidden and not branch.hidden))
        ):
            found[branch.id] = branch
    return found


def _bone(node: Node) -> _Bone:
    if not isinstance(node, Cause):
        return UNKNOWN
    if node.nature:
        return "nature", node.nature
    return ("level", node.risk_factor_level) if node.risk_factor_level else UNKNOWN


def fishbone(graph: KnowledgeGraph, table: Table, lang: str = "sv", *, stated_only: bool = False) -> Picture:
    """The fishbone of an area from its cause tree (`kgraph.tree`); `stated_only` where that was counted without interpreted links."""
    root = table.rows[0]
    found = bones(graph, table)
    drawn = _laid(graph, found, _entries(graph, table), lang, stated_only=stated_only)
    key = "fishbone.bone_stated" if stated_only else "fishbone.bone_both"
    told = [
        text(key, bone=drawn.name(bone), stated=drawn.stated(causes), every=len(causes)).pick(lang)
        for bone, causes in found.items()
    ]
    signs = {
        "cause": "cause",
        "gap_stated" if stated_only else "gap": "gap",
        **({} if stated_only else {"read": "cause read"}),
    }
    return Picture(
        f"fiskben-{root['id']}", text("fishbone.title", area=root["label"]).pick(lang),
        text("fishbone.alt", area=root["full_label"], bones="; ".join(told)).pick(lang), drawn.width, drawn.height,
        drawn.body(root), tuple(Key("dot", class_, text(f"fishbone.key_{sign}").pick(lang)) for sign, class_ in signs.items()),
    )  # fmt: skip


def _entries(graph: KnowledgeGraph, table: Table) -> dict[str, _Entry]:
    """What is drawn of each cause; `gap` is told of a thing wherever it stands in the tree, also where its branch is cut."""
    lacks = {str(row["id"]): row["gap"] for row in table.rows}
    return {
        one: _Entry(graph[one], branch.hidden, gap=lacks[one] == "both", gap_stated=lacks[one] in ("both", "stated"))
        for one, branch in _causes(table).items()
    }


def _laid(
    graph: KnowledgeGraph, found: Mapping[_Bone, tuple[str, ...]], entries: Mapping[str, _Entry], lang: str, *,
    stated_only: bool,
) -> _Drawn:  # fmt: skip
    """The bones as they are, or where they make the drawing much higher than wide, cut to make its words largest on a slide."""
    longest = max(map(len, found.values()), default=0)
    whole = _Drawn(graph, found, entries, lang, stated_only)
    if whole.height <= _TALL * whole.width:
        return whole
    cut = (_Drawn(graph, _cut(found, most), entries, lang, stated_only) for most in range(longest - 1, 2, -1))
    return max((whole, *cut), key=lambda one: min(SLIDE / one.width, 1 / one.height))


def _cut(found: Mapping[_Bone, tuple[str, ...]], most: int) -> dict[_Bone, tuple[str, ...]]:
    """Bones of at most so many causes, the parts of a bone about as long as each other."""
    parts: dict[_Bone, tuple[str, ...]] = {}
    for bone, causes in found.items():
        many = math.ceil(len(causes) / most)
        ends = [len(causes) * part // many for part in range(many + 1)]
        for one, other in pairwise(ends):
            parts[(*bone, str(one)) if many > 1 else bone] = causes[one:other]
    return parts


@dataclass(frozen=True)
class _Drawn:
    """The bones laid out: by turns above and below the spine, from the head to the tail."""

    graph: KnowledgeGraph
    found: Mapping[_Bone, tuple[str, ...]]
    entries: Mapping[str, _Entry]
    lang: str
    stated_only: bool

    def stated(self, causes: Iterable[str]) -> int:
        """How many causes of a bone stated links give."""
        return sum(not self.entries[one].hidden for one in causes)

    def name(self, bone: _Bone) -> str:
        field, value, *_ = bone
        scheme = {"nature": "cause_nature", "level": "risk_factor_level"}.get(field)
        if not scheme:
            return text("fishbone.unknown").pick(self.lang)
        return text(f"fishbone.{field}", name=self.graph.ontology.concept_label(scheme, value)).pick(self.lang)

    @property
    def sides(self) -> tuple[Sequence[_Bone], Sequence[_Bone]]:
        order = list(self.found)
        return order[::2], order[1::2]

    @property
    def width(self) -> float:
        return max(1, len(self.sides[0])) * _WIDE + _SLANT + _HEAD + 2 * _MARGIN

    @property
    def spine(self) -> float:
        return self.reach(self.sides[0]) + _MARGIN

    @property
    def height(self) -> float:
        return self.spine + max(self.reach(self.sides[1]), _BOX) + _MARGIN

    def reach(self, side: Sequence[_Bone]) -> float:
        """How far the longest bone of a side goes from the spine, its heading included."""
        return max((self.length(bone) + _BOX for bone in side), default=_BOX)

    def length(self, bone: _Bone) -> float:
        return sum(self.tall(one) + _SPACE for one in self.found[bone]) + 2 * _SPACE

    def lines(self, cause: str) -> list[str]:
        return wrap(self.entries[cause].node.brief.pick(self.lang), _WIDE - 30, 14, 2)

    def tall(self, cause: str) -> float:
        return len(self.lines(cause)) * _LINE + (_NOTE if self.notes(cause) else 0)

    def notes(self, cause: str) -> list[tuple[str | None, str]]:
        """What is said below a cause, by layers."""
        one = self.entries[cause]
        layers: tuple[tuple[str | None, bool, str], ...] = (
            ("if-all", one.gap, "gap_both"),
            ("if-stated", one.gap_stated, "gap_stated"),
        )
        if one.gap == one.gap_stated or one.hidden:
            layers = ((None, one.gap, "gap_stated" if self.stated_only else "gap_both"),)
        read = [text("cause_tree.read").pick(self.lang)] if one.hidden else []
        said = (
            (layer, " · ".join([*read, *([text(f"cause_tree.{key}").pick(self.lang)] if gap else [])]))
            for layer, gap, key in layers
        )
        return [(layer, words) for layer, words in said if words]

    def body(self, root: Mapping[str, Cell]) -> Markup:
        right = self.width - _HEAD - _MARGIN
        area = root["label"]
        name = area.pick(self.lang) if isinstance(area, Text) else str(area)
        full = root["full_label"].pick(self.lang) if isinstance(root["full_label"], Text) else name
        head = thing(
            str(root["id"]), full, el("rect", x=right, y=self.spine - 32, width=_HEAD, height=64, rx=6, class_="area"),
            label(right + _HEAD / 2, self.spine, name, width=(_HEAD - 16) * 0.88, most=3, anchor="middle", class_="strong"),
        )  # fmt: skip
        line = el("path", d=f"M{_MARGIN:.0f} {self.spine:.1f}H{right:.1f}", class_="line")
        drawn = [
            one
            for side, turn in zip(self.sides, (-1, 1), strict=True)
            for place, bone in enumerate(side)
            for one in self.bone(bone, right - 16 - place * _WIDE, turn)
        ]
        return Markup("").join([line, head, *drawn])

    def bone(self, bone: _Bone, x: float, turn: int) -> Iterator[Markup]:
        """A bone from its place on the spine, its heading at its end, and its causes to the left of it."""
        length = self.length(bone)
        end = self.spine + turn * length
        slant = min(_SLANT, _STEEP * length)
        yield el("path", d=f"M{x:.1f} {self.spine:.1f}L{x - slant:.1f} {end:.1f}", class_="line")
        yield from self.heading(bone, x - slant, end + turn * _BOX / 2)
        y = self.spine + turn * _SPACE
        for cause in self.found[bone]:
            tall = self.tall(cause)
            middle = y + turn * tall / 2
            at = x - slant * abs(middle - self.spine) / length
            yield self.cause(cause, at, middle, tall)
            y += turn * (tall + _SPACE)

    def heading(self, bone: _Bone, x: float, y: float) -> Iterator[Markup]:
        width = _WIDE - 14
        left = x - width + 30
        yield el("rect", x=left, y=y - _BOX / 2 + 2, width=width, height=_BOX - 4, rx=5, class_="soft")
        whole = [one for cut, ones in self.found.items() if cut[:2] == bone[:2] for one in ones]
        key = "fishbone.count_part" if len(bone) > len(UNKNOWN) else "fishbone.count"
        every, stated = (
            text(key, bone=self.name(bone), number=count(self.found[bone]), total=count(whole)).pick(self.lang)
            for count in (len, self.stated)
        )
        for layer, words in [(None, every)] if stated == every else [("if-all", every), ("if-stated", stated)]:
            yield label(left + width / 2, y, words, width=width - 12, anchor="middle", class_=layer)

    def cause(self, cause: str, x: float, middle: float, tall: float) -> Markup:
        one = self.entries[cause]
        lines, notes = self.lines(cause), self.notes(cause)
        top = middle - tall / 2
        name = label(x - 12, top + len(lines) * _LINE / 2, " ".join(lines), width=_WIDE - 30, most=2, anchor="end")
        told = [
            label(x - 12, top + len(lines) * _LINE + _NOTE / 2, words, size=12, anchor="end", class_=" ".join(filter(None, ("lost" if one.gap or one.gap_stated else "muted", layer))))
            for layer, words in notes
        ]  # fmt: skip
        drawn = thing(cause, one.node.label.pick(self.lang), *self.dots(one, x, middle), name, *told)
        return el("g", drawn, class_="if-all") if one.hidden else drawn

    def dots(self, one: _Entry, x: float, y: float) -> Iterator[Markup]:
        read = " read" if one.hidden else ""
        looks = [("gap" if gap else "cause") + read for gap in (one.gap, one.gap_stated)]
        if looks[0] == looks[1] or one.hidden:
            yield el("circle", cx=x, cy=y, r=6, class_=looks[0])
        else:
            yield el("circle", cx=x, cy=y, r=6, class_=f"{looks[0]} if-all")
            yield el("circle", cx=x, cy=y, r=6, class_=f"{looks[1]} if-stated")
