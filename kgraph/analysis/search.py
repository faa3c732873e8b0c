"""Things whose names or descriptions hold some words, in any inflection."""

from __future__ import annotations

from kgraph.asking.kinds import RANK
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.model import Node, Table, Text
from kgraph.names import fold, spell, stem, suggest, swedish_order
from kgraph.wording import columns, text

__all__ = ["search"]


@collector_put_off()
def search(graph: KnowledgeGraph, words: str) -> Table:
    """The things in which every word of `words` occurs, best first: in the name, then in description or note;
    between equals areas, causes and measures come first.

    Words match by Swedish stem or as the beginning of a word.  A word typed without å ä ö finds those with them; one
    typed with them ("gäng") does not find those without ("gång").  Rows: `id`, `label`, `kind`, `source` (which names
    the document where there are several).
    """
    wanted = [(part, stem(part)) for part in spell(words).split()]
    scored = [(score, node) for node in graph if wanted and (score := _score(node, wanted))]
    scored.sort(key=lambda pair: (-pair[0], RANK[pair[1].kind], swedish_order(pair[1].label.sv), pair[1].id))
    several = len(graph.of_kind("Source")) > 1
    rows = tuple(
        {
            "id": node.id, "label": node.label, "kind": node.kind, "kind_label": graph.ontology.kinds[node.kind].label,
            "source": graph.citation(node) if several else node.locator,
        }
        for _, node in scored
    )  # fmt: skip
    return Table(
        name="search", title=text("search.title", words=words), rows=rows, notes=() if rows else (_nothing(graph, words),),
        columns=columns(label="name", kind_label="kind", id="id", source="source"),
    )  # fmt: skip


def _score(node: Node, wanted: list[tuple[str, str]]) -> int:
    """3 for each word in a name, 1 for each in other text, 10 more when the whole name is what was asked for; 0 = no."""
    names = [*_both(node.label), *_both(node.short), node.abbreviation or "", *node.aliases]
    text_words = spell(" ".join([*_both(node.description), *_both(node.note), node.id, node.locator or ""])).split()
    name_words = spell(" ".join(names)).split()
    score = 0
    for word, root in wanted:
        if _has(name_words, word, root):
            score += 3
        elif _has(text_words, word, root):
            score += 1
        else:
            return 0
    return score + 10 * any(spell(name) == " ".join(word for word, _ in wanted) for name in names)


def _has(words: list[str], word: str, root: str) -> bool:
    return any(_begins(one, word) or (stem(one) == root and _begins(one, word[: len(root)])) for one in words)


def _begins(one: str, part: str) -> bool:
    """Whether a word begins with some letters; without å ä ö in them those of the word do not matter."""
    return one.startswith(part) or (part == fold(part) and fold(one).startswith(part))


def _both(words: Text | None) -> list[str]:
    return [one for one in (words.sv, words.en) if one] if words else []


def _nothing(graph: KnowledgeGraph, words: str) -> Text:
    near = suggest(words, (name for node in graph for name in (*_both(node.label), *_both(node.short), *node.aliases)))
    return text("search.none_near", names=", ".join(f"«{name}»" for name in near)) if near else text("search.none")
