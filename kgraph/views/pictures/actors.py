"""The load of each actor as a bar: answers for, takes part in, and the part of which nobody knows the role.

Where a source marks who is responsible and the text at hand has lost the mark, the role is unknown and has looks of its own:
it is never drawn as taking part, and never as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.model import Cell, Table, Text, integer
from kgraph.views.svg import Key, Picture, both_drawings, el, label, text_width, thing
from kgraph.wording import text

__all__ = ["MOST", "PARTS", "actors", "figures"]

MOST = 25
"""How many actors have a bar; the table tells the others."""
PARTS = ("responsible", "takes_part", "unknown")
_LOOKS = {"responsible": ("stated", "doubt"), "takes_part": ("measure", "measure read"), "unknown": ("maybe", "maybe")}
_ROLES = {"responsible": "responsible", "takes_part": "taking", "unknown": "responsible_unknown"}
"""What the page calls the measures of each part: the list that a part opens."""
_KEYS = {"responsible": "responsible", "takes_part": "takes_part", "unknown": "responsible_unknown"}
_LEFT, _BAR, _RIGHT, _ROW, _HIGH, _TOP = 250.0, 560.0, 230.0, 30.0, 20.0, 8.0


def figures(row: Mapping[str, Cell], *, interpreted: bool) -> dict[str, int]:
    """The three parts of a bar from a row of the analysis of actors; together they are all measures of the actor."""
    end = "" if interpreted else "_stated"
    number = {
        key: integer(row, f"{key}{end}")
        for key in ("responsible_one", "responsible_several", "takes_part", "responsible_unknown")
    }
    return {
        "responsible": number["responsible_one"] + number["responsible_several"],
        "takes_part": number["takes_part"] - number["responsible_unknown"],
        "unknown": number["responsible_unknown"],
    }  # fmt: skip


def actors(table: Table, lang: str = "sv") -> Picture:
    """The bars of the actors with most measures, in the order of the table; what is interpreted is dashed and counted in words."""
    rows = table.rows[:MOST]
    most = max((integer(row, "measures") for row in rows), default=1)
    body = Markup("").join(_row(row, _TOP + place * _ROW, _BAR / max(most, 1), lang) for place, row in enumerate(rows))
    height = _TOP + len(rows) * _ROW
    rest = table.rows[MOST:]
    if rest:
        words = text("actors.rest", count=len(rest), most=max(integer(row, "measures") for row in rest))
        body += label(_LEFT, height + 14, words.pick(lang), size=13, class_="muted")
        height += 30
    title, told = text("actors.title"), text("actors.alt", shown=len(rows), total=len(table.rows), **_first(rows))
    return Picture(
        "actors", title.pick(lang), told.pick(lang), _LEFT + _BAR + _RIGHT, height, body, tuple(_legend(rows, lang))
    )


def _first(rows: Sequence[Mapping[str, Cell]]) -> dict[str, object]:
    """The actor that has most measures, for the description."""
    if not rows:
        return {"first": "–", "measures": 0, "stated": 0}
    name = rows[0]["label"]
    return {"first": name if isinstance(name, Text) else str(name), "measures": rows[0]["measures"], "stated": rows[0]["measures_stated"]}  # fmt: skip


def _legend(rows: Sequence[Mapping[str, Cell]], lang: str) -> Iterator[Key]:
    """A key for each look that a bar has; the dashed ones only where something is interpreted."""
    told = [(figures(row, interpreted=False), figures(row, interpreted=True)) for row in rows]
    for part in PARTS:
        if any(stated[part] or every[part] for stated, every in told):
            yield Key("box", _LOOKS[part][0], text(f"actors.key_{part}").pick(lang))
    if any(figures(row, interpreted=True)[part] > integer(row, f"{part}_stays") for row in rows for part in PARTS[:2]):
        yield Key("box", "doubt", text("actors.key_read").pick(lang))


def _row(row: Mapping[str, Cell], top: float, unit: float, lang: str) -> Markup:
    """An actor's name and bar; two drawings of the bar where the two ways of counting differ."""
    name = row["label"].pick(lang) if isinstance(row["label"], Text) else str(row["label"])
    full = row["full_label"].pick(lang) if isinstance(row["full_label"], Text) else name
    middle = top + _HIGH / 2
    every, stated = (Markup("").join(_bar(row, top, unit, lang, interpreted=layer)) for layer in (True, False))
    drawn = [label(_LEFT - 12, middle, name, width=_LEFT - 20, anchor="end"), *both_drawings(every, stated)]
    return thing(str(row["id"]), full, *drawn)


def _bar(row: Mapping[str, Cell], top: float, unit: float, lang: str, *, interpreted: bool) -> Iterator[Markup]:
    """The parts of a bar, and how long it is in words."""
    stated, shown = (figures(row, interpreted=layer) for layer in (False, interpreted))
    holds, x = f"roll.measures.{row['id']}", _LEFT
    for part in PARTS:
        firm = integer(row, f"{_KEYS[part]}_stays") if interpreted else shown[part]
        opens = f"{_ROLES[part]}.*"
        sure, read = f"{'roll' if firm == shown[part] else 'rollkvar'}.{opens}", f"rolltolkad.{opens}"
        for count, looks, list_ in ((firm, _LOOKS[part][0], sure), (shown[part] - firm, _LOOKS[part][1], read)):
            if count:
                bar = el("rect", x=x, y=top, width=count * unit, height=_HIGH, class_=looks)
                yield el("g", bar, *_inside(count, looks, x, top, count * unit), data_holds=list_)
                x += count * unit
    total, firm = sum(shown.values()), sum(stated.values())
    words = str(total) if total == firm else text("actors.both", every=total, stated=firm).pick(lang)
    yield el("g", label(x + 10, top + _HIGH / 2, words, size=13, class_="strong"), data_holds=holds)


def _inside(count: int, looks: str, left: float, top: float, width: float) -> Iterator[Markup]:
    """The number of a part, where there is room; of an unknown role with a question mark."""
    said = f"{count}?" if looks == "maybe" else str(count)
    if text_width(said, 12) + 4 <= width:
        class_ = "inside" if looks == "stated" else None
        yield label(left + width / 2, top + _HIGH / 2, said, size=12, anchor="middle", class_=class_)
