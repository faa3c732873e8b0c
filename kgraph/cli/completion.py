"""What a shell can fill in: names of things, kinds, formats and codes; and the script that makes it ask.

A fault while completing (data that cannot be read, say) completes nothing: a prompt is no place for messages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from kgraph.cli.help import fold, spoken
from kgraph.cli.session import Session
from kgraph.cli.shells import SHELLS, register

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kgraph.graph import KnowledgeGraph
    from kgraph.model import Node

__all__ = [
    "NAMES",
    "SHELLS",
    "among",
    "complete",
    "complete_acting",
    "complete_actor",
    "complete_cause",
    "complete_code",
    "complete_driven",
    "complete_followup",
    "complete_format",
    "complete_group",
    "complete_kind",
    "complete_lack",
    "complete_linkable",
    "complete_measure",
    "complete_method",
    "complete_name",
    "complete_picture",
    "complete_place",
    "complete_plan",
    "complete_removable",
    "complete_review",
    "complete_shared_kind",
    "complete_status",
    "script",
]  # fmt: skip

_VARIABLE = "_KGRAPH_COMPLETE"
_Offer = tuple[str, str]
"""A word to fill in and a hint beside it."""
_Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def complete(program: click.Command, instruction: str) -> int:
    """Answer the shell: print completions, or the script, and return the exit status."""
    from click.shell_completion import shell_complete

    register()
    session = Session(lang=spoken((), os.environ))
    return shell_complete(program, {"obj": session}, "kgraph", _VARIABLE, instruction)


def script(program: click.Command, shell: str) -> str:
    """The script that makes a shell ask kgraph for completions."""
    from click.shell_completion import get_completion_class

    register()
    made = get_completion_class(shell)
    if made is None:
        raise KeyError(shell)
    return made(program, {}, "kgraph", _VARIABLE).source()


# --- what can be filled in -------------------------------------------------------------------------------------


def _completer(offers: Callable[[Session, str], Iterable[_Offer]]) -> _Completer:
    """A completer for click that keeps the offers which begin as the word does, å ä ö and case aside."""

    def completing(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        session = ctx.find_object(Session) or Session()
        try:
            found = dict(offers(session, incomplete))
        except Exception:  # noqa: BLE001  # at the prompt there is nobody to tell
            return []
        return [CompletionItem(word, help=found[word]) for word in _beginning(incomplete, found)]

    return completing


def among(*choices: str) -> _Completer:
    """A completer for a few fixed words."""
    return _completer(lambda _session, _incomplete: [(one, one) for one in choices])


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    """The words that begin as typed, whatever the case; when there are none, those that do so without å ä ö."""
    known = list(words)
    exact = [word for word in known if word.casefold().startswith(incomplete.casefold())]
    return exact or [word for word in known if fold(word).startswith(fold(incomplete))]


def _things(session: Session, incomplete: str, kinds: Sequence[str]) -> Iterable[_Offer]:
    """Short names, abbreviations and ids; full names and aliases when none of these begins so; areas while nothing is typed."""
    from kgraph.model import AREA_KINDS

    graph = session.whole if tuple(kinds) == ("Plan",) else session.graph
    nodes = [node for node in graph if not kinds or node.kind in kinds]
    if not incomplete:
        nodes = [node for node in nodes if node.kind in AREA_KINDS] or nodes
    hints = {name: kind.label.pick(session.lang) for name, kind in graph.ontology.kinds.items()}
    for naming in (_first_names, _other_names):
        offers = {
            name: hints[node.kind] for node in nodes for name in naming(node, session.lang) if _means(graph, name, node)
        }
        if incomplete and naming is _first_names:
            offers |= {node.id: node.brief.pick(session.lang) for node in nodes}
        if _beginning(incomplete, offers):
            return offers.items()
    return ()


def _means(graph: KnowledgeGraph, name: str, node: Node) -> bool:
    return graph.names.candidates(name) == (node.id,)


def _first_names(node: Node, lang: str) -> list[str]:
    return [name for name in (node.brief.pick(lang), node.abbreviation) if name]


def _other_names(node: Node, lang: str) -> list[str]:
    return [node.label.pick(lang), *node.aliases]


def _kinds(session: Session, _incomplete: str) -> Iterable[_Offer]:
    kinds = session.graph.ontology.kinds.values()
    return [(kind.plural.pick(session.lang).lower(), kind.label.pick(session.lang)) for kind in kinds]


def _picture_names(session: Session, _incomplete: str) -> Iterable[_Offer]:
    from kgraph.picturing import PICTURES
    from kgraph.wording import text

    return [(key, text(f"drawing.{key}").pick(session.lang)) for key in PICTURES]


def _formats(session: Session, _incomplete: str) -> Iterable[_Offer]:
    from kgraph.export import FORMATS

    return [(name, form.label.pick(session.lang)) for name, form in FORMATS.items()]


def _codes(session: Session, _incomplete: str) -> Iterable[_Offer]:
    from kgraph.checks import RULES

    return [(code, rule.title.pick(session.lang)) for code, rule in RULES.items()]


def _lacks(_session: Session, _incomplete: str) -> Iterable[_Offer]:
    from kgraph.analysis.listing import WITHOUT

    return [(word, ", ".join(relations)) for word, relations in WITHOUT.items()]


def _linkable(session: Session, incomplete: str) -> Iterable[_Offer]:
    from kgraph.ways import TOUCHABLE

    return _things(session, incomplete, TOUCHABLE)


def _driven(session: Session, incomplete: str) -> Iterable[_Offer]:
    """What a cause can drive."""
    from kgraph.model import AREA_KINDS

    return _things(session, incomplete, (*AREA_KINDS, "Problem", "Cause"))


def _shared_kinds(session: Session, _incomplete: str) -> Iterable[_Offer]:
    """The kinds that measures touch, measures themselves and the word for all areas."""
    from kgraph.ways import TOUCHABLE
    from kgraph.wording import text

    kinds = [session.graph.ontology.kinds[one] for one in ("Measure", *TOUCHABLE)]
    words = [text("kinds.areas"), *(kind.plural for kind in kinds)]
    return [(word.pick(session.lang).lower(), word.pick(session.lang)) for word in words]


def _acting(session: Session, incomplete: str) -> Iterable[_Offer]:
    """What leads to something else."""
    return _things(session, incomplete, ("Measure", "SubActivity", "Cause", "Problem"))


def _removable(session: Session, incomplete: str) -> Iterable[_Offer]:
    """What can be supposed to go."""
    from kgraph.effects.supposing import REMOVABLE

    return _things(session, incomplete, REMOVABLE)


def _statuses(session: Session, _incomplete: str) -> Iterable[_Offer]:
    concepts = session.graph.ontology.schemes["measure_status"].values()
    return [(one.label.pick(session.lang), one.notation) for one in concepts]


def _reviews(session: Session, incomplete: str) -> Iterable[_Offer]:
    """What can be done, and once an id is begun the links that wait for one."""
    decisions = [(one, one) for one in ("confirm", "reject", "apply")]
    waiting = (link for link in session.graph.links if link.status == "interpreted") if incomplete else ()
    return [*decisions, *((link.id, "") for link in waiting)]


complete_review = _completer(_reviews)
complete_name = _completer(lambda session, incomplete: _things(session, incomplete, ()))
complete_plan = _completer(lambda session, incomplete: _things(session, incomplete, ("Plan",)))
complete_driven = _completer(_driven)
complete_shared_kind = _completer(_shared_kinds)
complete_linkable = _completer(_linkable)
complete_actor = _completer(lambda session, incomplete: _things(session, incomplete, ("Actor",)))
complete_cause = _completer(lambda session, incomplete: _things(session, incomplete, ("Cause",)))
complete_group = _completer(lambda session, incomplete: _things(session, incomplete, ("TargetGroup",)))
complete_measure = _completer(lambda session, incomplete: _things(session, incomplete, ("Measure",)))
complete_place = _completer(lambda session, incomplete: _things(session, incomplete, ("Place",)))
complete_method = _completer(lambda session, incomplete: _things(session, incomplete, ("Method",)))
complete_followup = _completer(lambda session, incomplete: [("add", ""), *_things(session, incomplete, ("Measure",))])
complete_status = _completer(_statuses)
complete_kind = _completer(_kinds)
complete_format = _completer(_formats)
complete_picture = _completer(_picture_names)
complete_code = _completer(_codes)
complete_lack = _completer(_lacks)
complete_acting = _completer(_acting)
complete_removable = _completer(_removable)
NAMES = frozenset({
    complete_name, complete_plan, complete_driven, complete_linkable, complete_actor, complete_cause, complete_group, complete_measure,
    complete_place, complete_method, complete_followup, complete_acting, complete_removable,
})  # fmt: skip
"""The completers of what takes names of things."""
