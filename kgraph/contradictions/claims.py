"""Claims: values that are no figures, what each of them says, and which exclude each other.

A claim is a word for how far something holds ("yes", "partly", "none"), how far it has come ("planned", "ongoing",
"completed"), which way it goes or whether it is good.  Each word leaves some answers open on one or more of these scales;
two claims contradict each other when they leave no answer in common on a scale that both speak of, so "yes" and "evaluated"
agree, and so do "not confirmed" and "no visible change".  A claim may be written as its code or in the words of either
language (`claim` and `claim_words` in the wordings), in any case, with or without å ä ö.

A code of the writer's own, two words or more joined by "_" ("led_by_board"), excludes every other such code.
"""

from __future__ import annotations

import re
from functools import cache

from kgraph.model import Text
from kgraph.names import fold
from kgraph.wording import catalogue

__all__ = ["SCALES", "exclude", "in_words", "meaning"]

_NOT, _BIT, _PART, _MOST, _ALL = range(5)
_HOLDS = {
    **dict.fromkeys(
        ("no", "none", "not_started", "not_evaluated", "not_confirmed", "no_visible_change", "no_indication", "cancelled",
         "planned", "proposed", "to_be_investigated", "to_be_established"), frozenset({_NOT}),
    ),
    "few": {_BIT}, "some": {_BIT, _PART, _MOST}, "partly": {_BIT, _PART, _MOST}, "temporary": {_BIT, _PART, _MOST},
    "many": {_PART, _MOST}, "most": {_MOST}, "all": {_ALL},
    **dict.fromkeys(("yes", "started", "ongoing", "completed", "evaluated", "exists"), frozenset({_PART, _MOST, _ALL})),
}  # fmt: skip
_STAGE = {
    **dict.fromkeys(("proposed", "planned", "to_be_investigated", "to_be_established"), frozenset({"before"})),
    "not_started": {"before", "off"}, "started": {"under way", "done"}, "ongoing": {"under way"}, "completed": {"done"},
    "cancelled": {"off"}, "delayed": {"before", "under way"},
}  # fmt: skip
_WAY = {"increasing": {"up"}, "decreasing": {"down"}, "decreased": {"down"}, "no_visible_change": {"level"}}
_WORTH = {"positive": {"good"}, "negative": {"bad"}}
SCALES = (_HOLDS, _STAGE, _WAY, _WORTH)
"""For each scale the answers that a claim leaves open; a claim that is not on a scale says nothing of it."""

_OWN = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)+")


def meaning(value: str | None) -> str | None:
    """The code of a claim, however it is written; a code of the writer's own as it is; None for what is no claim."""
    if not value:
        return None
    return _codes().get(fold(value)) or (value.casefold() if _OWN.fullmatch(value) else None)


def exclude(one: str, other: str) -> bool:
    """Whether two claims, by their codes, cannot both be true."""
    known = set(_codes().values())
    if one in known and other in known:
        return any(one in scale and other in scale and scale[one].isdisjoint(scale[other]) for scale in SCALES)
    return one != other and one not in known and other not in known


def in_words(value: str | None) -> Text | None:
    """A claim in both languages, where it is one that the wordings know."""
    return catalogue().get(f"claim.{meaning(value)}")


@cache
def _codes() -> dict[str, str]:
    """What a claim may be written as, folded → its code."""
    found: dict[str, str] = {}
    for key, words in catalogue().items():
        group, _, code = key.partition(".")
        if group in ("claim", "claim_words"):
            written = (code, *(word for said in (words.sv, words.en or "") for word in said.split(";")))
            found |= {fold(word): code for word in written if fold(word)}
    return found
