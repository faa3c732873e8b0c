"""What must hold before records are a graph: every id once, every end there, every relation between kinds it allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kgraph.errors import Position, Problem
from kgraph.model import Link, Records
from kgraph.names import suggest
from kgraph.ontology import ANY, Ontology, Relation

__all__ = ["problems_in", "unknown_documents", "unknown_lists"]


_ALIKE = 5
"""So many links of a relation that cannot go between two kinds are told one by one; how many more there are, in one."""
_Alike = dict[tuple[str, str, str, str], list[tuple[Link, Position]]]
"""Links with where they stand, by file, relation and the kinds of their ends."""
_SUGGEST_FOR = 20
"""How many unknown ends get suggestions: looking for them takes time."""


def problems_in(records: Records, ontology: Ontology) -> Iterator[Problem]:
    """The structural problems of some records: S1 duplicate id, S2 dangling end, S3 wrong end, S4 unknown relation, S5 duplicate link."""
    yield from _duplicate_ids(records)
    yield from _duplicate_links(records)
    kinds = {node.id: node.kind for node, _ in records.nodes}
    close: dict[str, tuple[str, ...]] = {}
    fitting: set[tuple[str, str | None, str | None]] = set()  # relation and kinds that have been found to go together
    wrong: _Alike = defaultdict(list)
    for link, position in records.links:
        ends = (link.relation, kinds.get(link.source), kinds.get(link.target))
        if ends in fitting:
            continue
        missing = [end for end in (link.source, link.target) if end not in kinds]
        if missing:
            for end in missing:
                if end not in close:
                    close[end] = suggest(end, kinds) if len(close) < _SUGGEST_FOR else ()
                yield _dangling(end, close[end], position)
        elif (relation := ontology.relations.get(link.relation)) is None:
            yield Problem(
                "S4", position, f"okänd relation «{link.relation}».", f"unknown relation “{link.relation}”.",
                f"Använd någon av {', '.join(sorted(ontology.relations))}.",
                f"Use one of {', '.join(sorted(ontology.relations))}.",
            )  # fmt: skip
        elif not relation.fits(kinds[link.source], kinds[link.target]):
            wrong[position.file, link.relation, kinds[link.source], kinds[link.target]].append((link, position))
        else:
            fitting.add(ends)
    yield from _wrong_ends(wrong, kinds, ontology)


def _wrong_ends(wrong: _Alike, kinds: dict[str, str], ontology: Ontology) -> Iterator[Problem]:
    """S3 for the first links of each sort, and how many more of it there are."""
    for (_, name, _, _), links in wrong.items():
        relation = ontology.relations[name]
        yield from (_wrong_end(link, relation, kinds, ontology, position) for link, position in links[:_ALIKE])
        if len(links) > _ALIKE:
            yield _more_alike(relation, len(links) - _ALIKE, links[_ALIKE][1])


def unknown_documents(records: Records) -> Iterator[Problem]:
    """S2 for each document that is named as a source but is none, once a file: at the first record that names it.

    For records as they are read; a part of a graph may leave its sources out.
    """
    kinds = {node.id: node.kind for node, _ in records.nodes}
    named = [(node.document, position) for node, position in records.nodes]
    named += [(link.document, position) for link, position in records.links]
    first: dict[tuple[str, str], Position] = {}
    for document, position in named:
        if document and kinds.get(document) != "Source":
            first.setdefault((document, position.file), position)
    documents = [one for one, kind in kinds.items() if kind == "Source"]
    for (document, _), position in first.items():
        close = suggest(document, documents)
        sv = (
            f"Menade du {' eller '.join(f'«{one}»' for one in close)}?"
            if close
            else "Lägg in dokumentet under «sources»."
        )
        en = (
            f"Did you mean {' or '.join(f'“{one}”' for one in close)}?"
            if close
            else "Add the document under “sources”."
        )
        yield Problem(
            "S2",
            position,
            f"dokumentet «{document}» finns inte bland källorna.",
            f"there is no source “{document}”.",
            sv,
            en,
        )


def unknown_lists(records: Records) -> Iterator[Problem]:
    """S2 for each table or list that a statement is said to stand in but that is none, once a file.

    For records as they are read; a part of a graph may leave its tables out.
    """
    tables = {node.id for node, _ in records.nodes if node.kind == "PlanTable"}
    first: dict[tuple[str, str], Position] = {}
    for link, position in records.links:
        if link.stated_in and link.stated_in not in tables:
            first.setdefault((link.stated_in, position.file), position)
    for (table, _), position in first.items():
        close = suggest(table, tables)
        yield Problem(
            "S2", position, f"«stated_in: {table}» är ingen tabell eller lista.", f"“stated_in: {table}” is no table or list.",
            f"Menade du {' eller '.join(f'«{one}»' for one in close)}?" if close else "Lägg in den under «plan_tables».",
            f"Did you mean {' or '.join(f'“{one}”' for one in close)}?" if close else "Add it under “plan_tables”.",
        )  # fmt: skip


def _duplicate_ids(records: Records) -> Iterator[Problem]:
    seen: dict[str, Position] = {}
    for node, position in records.nodes:
        if node.id in seen:
            yield Problem(
                "S1", position, f"id «{node.id}» finns redan ({seen[node.id]}).",
                f"id “{node.id}” exists already ({seen[node.id]}).",
                "Ge den ena ett annat id, eller slå ihop dem.", "Give one of them another id, or merge them.",
            )  # fmt: skip
        seen.setdefault(node.id, position)


def _duplicate_links(records: Records) -> Iterator[Problem]:
    if len({link.sort_key() for link, _ in records.links}) == len(records.links):
        return
    seen: dict[tuple[str, ...], Position] = {}
    for link, position in records.links:
        key = link.sort_key()
        if key in seen:
            yield Problem(
                "S5", position,
                f"länken {link.source} {link.relation} {link.target} står redan på {seen[key]} med samma källa.",
                f"the link {link.source} {link.relation} {link.target} stands already at {seen[key]}, same source.",
                "Ta bort den ena.", "Remove one of them.",
            )  # fmt: skip
        seen.setdefault(key, position)


def _dangling(end: str, close: tuple[str, ...], position: Position) -> Problem:
    hint_sv = f"Menade du {' eller '.join(f'«{name}»' for name in close)}?" if close else "Lägg in det som saknas."
    hint_en = f"Did you mean {' or '.join(f'“{name}”' for name in close)}?" if close else "Add what is missing."
    return Problem(
        "S2", position, f"hänvisar till «{end}» som inte finns.", f"“{end}” does not exist.", hint_sv, hint_en
    )


def _wrong_end(
    link: Link, relation: Relation, kinds: dict[str, str], ontology: Ontology, position: Position
) -> Problem:
    source, target = (ontology.kinds[kinds[end]].label for end in (link.source, link.target))
    ends = f"{link.source} ({source.sv}) → {link.target} ({target.sv})"
    if ANY in relation.domain:
        allowed_sv, allowed_en = "två saker av samma slag eller två områden", "two things of the same kind or two areas"
    else:
        allowed_sv, allowed_en = (
            f"{_kinds(relation.domain, ontology, lang)} → {_kinds(relation.range, ontology, lang)}"
            for lang in ("sv", "en")
        )
    fitting = sorted(
        name for name, one in ontology.relations.items() if one.fits(kinds[link.source], kinds[link.target])
    )
    instead_sv, instead_en = (
        (f" Mellan dessa går: {', '.join(fitting)}.", f" Between these go: {', '.join(fitting)}.")
        if fitting
        else ("", "")
    )
    return Problem(
        "S3", position, f"«{relation.label.sv}» kan inte gå {ends}.",
        f"“{relation.name}” cannot go {link.source} ({source.pick('en')}) → {link.target} ({target.pick('en')}).",
        f"Den går {allowed_sv}.{instead_sv}", f"It goes {allowed_en}.{instead_en}",
    )  # fmt: skip


def _more_alike(relation: Relation, rest: int, position: Position) -> Problem:
    """How many more links of a relation go between the same two kinds, from here on."""
    return Problem(
        "S3", position, f"«{relation.label.sv}» står mellan samma slag i {rest} kopplingar till, härifrån och framåt.",
        f"“{relation.name}” stands between the same kinds in {rest} more links, from here on.",
        "Rätta dem på samma sätt.", "Correct them in the same way.",
    )  # fmt: skip


def _kinds(names: frozenset[str], ontology: Ontology, lang: str) -> str:
    return "/".join(sorted(ontology.kinds[name].label.pick(lang) for name in names))
