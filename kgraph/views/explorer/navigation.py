"""The views of the page in groups, as its navigation shows them: what is asked, what is drawn, who and where, what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["GROUPS", "navigation"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "ask": ("laget", "overlapp", "atgarder", "jamfor", "andringar"),
    "pictures": ("orsaker", "matris", "stjarnan", "tid-niva", "pyramid", "natverk"),
    "who": ("aktorer", "malgrupper", "plats", "uppfoljning"),
    "basis": ("tolkningar", "motsagelser", "kallor", "kontroller", "om"),
}
"""The anchors of the views by the group they stand in; a view that no group names stands last among the pictures."""

_NAMES = {
    "laget": "situation", "overlapp": "overlap", "atgarder": "measures", "tolkningar": "readings", "motsagelser": "conflicts",
    "kallor": "sources", "kontroller": "checks", "om": "about",
}  # fmt: skip
_SCRIPTED = ("overlapp", "natverk")
"""Views that only the script fills."""


def navigation(facts: Facts, views: Iterable[Mapping[str, Any]], absent: Collection[str] = ()) -> list[dict[str, Any]]:
    """The groups that have views, each with its name and its links; `absent` are anchors that this page does not have."""
    names = {key: facts.pick(text(f"page.view_{name}")) for key, name in _NAMES.items() if key not in absent}
    names |= {view["key"]: view["name"] for view in views}
    placed = {key for keys in GROUPS.values() for key in keys}
    groups = {name: [key for key in keys if key in names] for name, keys in GROUPS.items()}
    groups["pictures"] += [key for key in names if key not in placed]
    return [
        {
            "key": name, "name": facts.pick(text(f"page_nav.{name}")),
            "links": [{"key": key, "name": names[key], "scripted": key in _SCRIPTED} for key in keys],
        }
        for name, keys in groups.items()
        if keys
    ]  # fmt: skip
