"""The situation in a few sentences, for the reader who opens one page only; every number in both ways of counting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgraph.link_counts import met
from kgraph.model import AREA_KINDS
from kgraph.views.report.desk import Desk

__all__ = ["summary"]


def summary(desk: Desk) -> Iterator[str]:
    """How much there is, what is without, what overlaps, who is in most, and what is lacking or unknown; nothing of no measures."""
    if not desk.facts.measures:
        return
    cards = {card["key"]: card for card in desk.situation["cards"]}
    areas = len(desk.facts.graph.of_kind(*AREA_KINDS))
    causes, measures = cards["gap_causes"], cards["gap_measures"]
    yield desk.say("summary_size", measures=measures["total"], causes=causes["total"], areas=areas)
    if causes["total"]:
        yield _linked(desk, "causes", causes)
    yield _linked(desk, "measures", measures)
    if areas > 1:
        yield " ".join(_overlap(desk, cards["several"]))
    yield from _actor(desk)
    yield from _unknown(desk, measures["total"])
    if (unconfirmed := cards.get("unconfirmed")) and unconfirmed["all"]:
        yield desk.say("summary_readings", n=unconfirmed["all"], total=unconfirmed["total"])


def _linked(desk: Desk, which: str, card: dict[str, Any]) -> str:
    """How many causes or measures are linked to none of the other, and what sources say and is confirmed of the rest."""
    sourced, confirmed = met(desk.facts.graph)[which]
    end = ("_open" if desk.is_open else "") + ("_judged" if confirmed else "") if card["stated"] else "_none"
    told = {"stated": card["stated"], "every": card["all"], "total": card["total"]}
    return desk.say(f"summary_{which}{end}", sourced=sourced, confirmed=confirmed, **told)


def _both(desk: Desk, key: str, stated: Any, every: Any, **values: object) -> str:
    """A sentence with a number in both ways, in one where only stated links are in the report."""
    return desk.say(f"{key}_open" if desk.is_open else key, stated=stated, every=every, **values)


def _overlap(desk: Desk, several: dict[str, Any]) -> Iterator[str]:
    way = "_open" if desk.is_open or not several["all"] else ""
    number = {0: "_none", 1: "_one"}.get(several["stated"], "")
    yield desk.say(f"summary_several{way}{number}", stated=several["stated"], every=several["all"])
    rows = [row for row in desk.tables["matrix"].rows if row["count"]] if "matrix" in desk.tables else []
    if rows:
        most: dict[str, Any] = max(rows, key=lambda row: (row["count_stated"], row["count"]))
        one, other = (desk.facts.brief(str(most[key])) for key in ("row_id", "column_id"))
        yield _both(desk, "summary_pair", most["count_stated"], most["count"], one=one, other=other)


def _actor(desk: Desk) -> Iterator[str]:
    rows: list[dict[str, Any]] = (
        [row for row in desk.tables["actors"].rows if row["measures"]] if "actors" in desk.tables else []
    )
    if rows:
        most = max(rows, key=lambda row: (row["measures_stated"], row["measures"]))
        yield _both(
            desk, "summary_actor", most["measures_stated"], most["measures"], who=desk.facts.pick(most["full_label"])
        )


def _unknown(desk: Desk, total: int) -> Iterator[str]:
    lacks = [one for one in desk.situation["lacks"] if one["stated"] or one["all"]]
    if lacks:
        yield desk.say("summary_lacks", total=total, lacks=", ".join(_lack(desk, one) for one in lacks))
    for one in lacks:
        if stated := one["lost_stated"]:
            key = "summary_lost" if desk.is_open or stated == one["lost"] else "summary_lost_both"
            yield desk.say(key, n=stated, every=one["lost"], what=one["name"])


def _lack(desk: Desk, lack: dict[str, Any]) -> str:
    key = "summary_lack" if desk.is_open or lack["stated"] == lack["all"] else "summary_lack_both"
    return desk.say(key, stated=lack["stated"], every=lack["all"], what=lack["name"])
