"""`kgraph view` of a part or of two versions: what the options mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.cli.help import refusal, words

if TYPE_CHECKING:
    from kgraph.cli.session import Session
    from kgraph.excerpts import Excerpt
    from kgraph.graph import KnowledgeGraph
    from kgraph.model import Link
    from kgraph.views.explorer.level import Openness

__all__ = ["Wanted", "is_path", "two_plans", "version"]

_STEPS = 2


@dataclass(frozen=True)
class Wanted:
    """The page or the part that `--near`, `--steps`, `--actor` and `--versions` ask for; nothing given is the page of the whole."""

    near: str | None
    steps: int | None
    actor: str | None
    versions: tuple[str, str] | None

    def refuse_with_picture(self, *, whole: bool) -> None:
        """End with an error when an option was given that only pages have."""
        if self.versions or whole:
            option = "--versions" if self.versions else "--whole"
            raise refusal(lambda lang: words("cli.needs_page", lang, option=option))

    def found(
        self, session: Session, level: Openness
    ) -> tuple[Excerpt | None, KnowledgeGraph | None, Sequence[Link], KnowledgeGraph]:
        """The part, the earlier version, the links that say what is the same, and the graph that the page is of."""
        if sum(map(bool, (self.near, self.actor, self.versions))) > 1:
            raise refusal(lambda lang: words("cli.one_part", lang))
        if self.steps is not None and not self.near:
            raise refusal(lambda lang: words("cli.steps_of_what", lang))
        if self.versions:
            (before, said), (after, also_said) = (version(session, name) for name in self.versions)
            return None, before, (*said, *also_said), after
        return self._part(session.graph, level), None, (), session.graph

    def _part(self, graph: KnowledgeGraph, level: Openness) -> Excerpt | None:
        """The part, from what a page of this level may hold."""
        if not self.near and not self.actor:
            return None
        from kgraph import excerpts
        from kgraph.views.explorer import published

        shown = published(graph, level)
        if self.near:
            return excerpts.near_thing(shown, self.near, _STEPS if self.steps is None else self.steps)
        return excerpts.of_actor(shown, str(self.actor))


def version(session: Session, name: str) -> tuple[KnowledgeGraph, Sequence[Link]]:
    """What a word for a version means: the data at a path where there is one, else a plan of the loaded data, with the
    links between plans that say what is the same.
    """
    from pathlib import Path

    from kgraph.parts.scope import of_plan, scope
    from kgraph.project import load
    from kgraph.versioning import SAYS_PART, SAYS_SAME

    if is_path(name):
        graph = load(Path(name))
        return (scope(graph, **session.scope) if session.scope else graph), ()
    said = [link for link in session.whole.links if link.relation in (*SAYS_SAME, *SAYS_PART)]
    return of_plan(session.whole, name), said


def two_plans(session: Session, *names: str) -> tuple[KnowledgeGraph, list[str]]:
    """The graph that holds two plans, and their ids; a word for a plan may also be the path of data with a single one, or
    name one of the data that come with kgraph.
    """
    from kgraph.parts.joined import joined
    from kgraph.wording import text

    (first, one), (second, other) = (_plan(session, name) for name in names)
    if first is second:
        return first, [one, other]
    both = joined(first, second, text("compare.same_name"))
    ids = [node.id for node in both.of_kind("Plan")]
    moved = other if other not in first else next(one for one in ids if one not in first and one not in second)
    return both, [one, moved]


def _plan(session: Session, name: str) -> tuple[KnowledgeGraph, str]:
    """The data where a plan stands, and its id."""
    from pathlib import Path

    from kgraph import shipped
    from kgraph.errors import UnknownName
    from kgraph.parts.scope import plans_with_measures
    from kgraph.project import load

    if is_path(name):
        graph = load(Path(name))
        plans = plans_with_measures(graph)
        if len(plans) == 1:
            return graph, plans[0].id
        raise refusal(lambda lang: words("cli.not_one_plan", lang, path=name, count=len(plans)))
    try:
        return session.whole, session.whole.choose(name, "Plan").id
    except UnknownName:
        if session.folder == shipped.folder("data").parent:
            raise
        graph = _shipped()
        if not graph.names.candidates(name, ["Plan"]):
            raise
        return graph, graph.choose(name, "Plan").id


@cache
def _shipped() -> KnowledgeGraph:
    from kgraph.project import load

    return load()


def is_path(name: str) -> bool:
    """Whether something lies at a path of that name."""
    from pathlib import Path

    try:
        return Path(name).exists()
    except (OSError, ValueError):  # a name that the disk cannot hold
        return False
