"""The answer of `portfolio` in words and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kgraph.covering.choosing import Choice, Wish, costs
from kgraph.covering.firmness import firmness
from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways, unread
from kgraph.measures.rows import MeasureRows
from kgraph.model import Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, joined, kronor, text

__all__ = ["BASES", "Told"]

BASES = ("stated", "interpreted")
"""The ways of counting."""


class Told:
    """The answer in words, from the choices by both ways of counting; `which` are the causes that it is about."""

    def __init__(self, graph: KnowledgeGraph, wish: Wish, choices: dict[str, Choice], which: Text) -> None:
        self.graph, self.wish, self.choices, self.which = graph, wish, choices, which
        self.measures = MeasureRows(graph)
        self.key = "best" if wish.limited else "smallest"
        self.several = "_several" if wish.at_least > 1 else ""
        self.sole = dict(zip(BASES, self._sole(), strict=True))
        stated, every = (choices[basis] for basis in BASES)
        alike = stated == every and all(
            self.sole["stated"][one] == self.sole["interpreted"][one] for one in every.added
        )
        self.told = {"both": every} if alike else choices
        """What is told: one choice where both ways of counting give the same."""

    def title(self) -> Text:
        """What is asked for, within what limits."""
        wish = self.wish
        limits = [name for name, limit in (("best", wish.size), ("budget", wish.budget)) if limit is not None]
        kind = "_".join(limits) + ("_one" if wish.size == 1 else "") or "smallest"
        return text(
            "portfolio.title", measures=text(f"portfolio.measures_{kind}", size=wish.size, budget=kronor(wish.budget or 0)),
            covering=text(f"portfolio.covering_{self.key}{self.several}", causes=self.which, at_least=wish.at_least),
        )  # fmt: skip

    def rows(self) -> tuple[dict[str, Cell], ...]:
        """The chosen measures, by stated links and then with interpreted ones, once where the same is told of it; what each costs
        where that is asked about.
        """
        found: dict[tuple[Cell, ...], dict[str, Cell]] = {}
        for basis, choice in self.told.items():
            for measure in choice.added:
                row = self.row(basis, choice, measure)
                same = found.setdefault(
                    tuple(row[one] for one in ("id", "added_ids", "alone", "sole", *self.money())), row
                )
                if same is not row:
                    same.update(basis="both", basis_label=text("portfolio.both"))
        return tuple(found.values())

    def row(self, basis: str, choice: Choice, measure: str) -> dict[str, Cell]:
        """What is told of a chosen measure by one way of counting."""
        added = choice.added[measure]
        return {
            "basis": basis, "basis_label": text(f"portfolio.{basis}"), **self.measures.brief(measure),
            "added": self.names(added), "added_ids": added, "alone": choice.alone[measure],
            "sole": self.sole["stated" if basis == "stated" else "interpreted"][measure], **self.cost(measure, choice),
        }  # fmt: skip

    def counted(self) -> dict[str, str]:
        """The column of the way of counting, where there is more than one."""
        return {"basis_label": "portfolio.counted"} if len(self.told) > 1 else {}

    def money(self) -> dict[str, str]:
        """The column of what each costs, where a budget is asked about."""
        return {"cost_label": "portfolio.cost"} if self.wish.budget is not None else {}

    def cost(self, measure: str, choice: Choice) -> dict[str, Cell]:
        """What a chosen measure costs; nothing where no budget is asked about."""
        if self.wish.budget is None:
            return {}
        return {"cost": choice.costs[measure], "cost_label": kronor(choice.costs[measure])}

    def _sole(self) -> tuple[Counter[str], Counter[str]]:
        """For each measure how many of the causes have no other, by either way of counting."""
        causes = set(self.wish.causes)
        known = [one for one in covers(self.graph, "Cause").values() if one.thing in causes]
        stated = Counter(one.stated[0] for one in known if len(one.stated) == 1)
        return stated, Counter(one.every[0] for one in known if len(one.every) == 1)

    def names(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """What some things are called."""
        return tuple(self.graph[one].brief for one in ids)

    # --- numbers --------------------------------------------------------------------------------------------------

    @staticmethod
    def whole(choice: Choice) -> int:
        """How many causes have as many measures as asked."""
        return sum(one not in choice.short for one in choice.covered)

    def counts(self) -> tuple[Count, ...]:
        """How many measures, and how many causes these cover; nothing where nothing will do."""
        if self.impossible:
            return (self.count("short", lambda choice: len(choice.short), len(self.wish.causes)),)
        found = [self.count("size", lambda choice: len(choice.added), len(self.graph.of_kind("Measure")))]
        found.append(self.count(f"covered{self.several}", self.whole, len(self.wish.causes)))
        if self.several and not self.wish.limited:
            partly = self.count("covered_partly", lambda choice: len(choice.covered) - self.whole(choice))
            found.append(partly.model_copy(update={"total": len(self.wish.causes)}))
        return tuple(found)

    def count(self, key: str, of: Callable[[Choice], int], total: int | None = None) -> Count:
        """One number of both choices."""
        stated, every = (of(self.choices[basis]) for basis in BASES)
        return Count(
            key=key.removesuffix("_several"), label=text(f"portfolio.count_{key}", at_least=self.wish.at_least), stated=stated,
            with_interpreted=every, total=total, rule=text(f"portfolio.rule_{key}"),
        )  # fmt: skip

    @property
    def impossible(self) -> bool:
        """Whether the wish is impossible by both ways of counting."""
        return all(choice.impossible for choice in self.choices.values())

    # --- words ----------------------------------------------------------------------------------------------------

    def lead(self) -> Iterator[Text]:
        """The answer by both ways of counting, how sure it is, and what it is no argument for."""
        for basis, choice in self.told.items():
            yield self.answer(basis, choice)
        yield from unread(self.graph)
        yield text("portfolio.caution_costs" if self.wish.budget is not None else "portfolio.caution")

    def answer(self, basis: str, choice: Choice) -> Text:
        """The answer by one way of counting in a sentence, and how sure it is."""
        if choice.impossible:
            return text(f"portfolio.impossible_{basis}")
        if not choice.added:
            return self.nothing(basis)
        size, whole = len(choice.added), self.whole(choice)
        partly = len(choice.covered) - whole
        told = text(
            f"portfolio.covers{self.several}{'_partly' if partly else ''}", measures=text(f"portfolio.{'one_measure' if size == 1 else 'some_measures'}", size=size),
            covered=whole, of=text(f"portfolio.{'one_cause' if len(self.wish.causes) == 1 else 'some_causes'}", total=len(self.wish.causes)), at_least=self.wish.at_least, partly=partly,
        )  # fmt: skip
        if self.wish.budget is not None:
            told = text("portfolio.for_money", told=told, cost=kronor(sum(choice.costs.values())))
        gap = f"{100 * choice.gap:.1f}"
        verdict = text(
            f"portfolio.{'sure' if choice.proven else 'unsure'}_{self.key}", bound=choice.bound,
            gap=Text(sv=gap.replace(".", ","), en=gap),
        )  # fmt: skip
        return text("portfolio.answer", basis=text(f"portfolio.as_{basis}"), told=told, verdict=verdict)

    def nothing(self, basis: str) -> Text:
        """Why there is nothing to choose by one way of counting."""
        if self.wish.budget is not None:
            return text("portfolio.nothing_budget", basis=text(f"portfolio.as_{basis}"))
        only_read = basis == "stated" and bool(self.choices["interpreted"].added)
        return text("portfolio.readings_only" if only_read else f"portfolio.nothing_{basis}")

    def notes(self) -> Iterator[Text]:
        """What is to be known of the answer: what is left out, what time cut short, what the columns say, how it was found."""
        if self.wish.budget is not None:
            measures = self.graph.of_kind("Measure")
            known = both_ways(*(len(costs(self.graph, interpreted=layer)) for layer in (False, True)))
            yield text("portfolio.costs", known=known, total=len(measures))
        yield from self.cancelled()
        if any(choice.late for choice in self.choices.values()):
            yield text("portfolio.late", seconds=f"{self.wish.seconds:g}")
        stated, every = (len(self.choices[basis].short) for basis in BASES)
        if (stated or every) and not (self.wish.strict or self.wish.limited):
            yield text(f"portfolio.left{self.several}", stated=stated, every=every, at_least=self.wish.at_least)
        if any(one.added for one in self.choices.values()):
            yield text("portfolio.sole_rule")
            if len(self.wish.causes) == len(self.graph.of_kind("Cause")):
                yield text("portfolio.sole_same")
            yield from self.methods()

    def cancelled(self) -> Iterator[Text]:
        """How many cancelled measures cover a cause that is asked about and are kept out, and which are in since it is wished."""
        asked, found = set(self.wish.causes), []
        for interpreted in (False, True):
            ended = firmness(self.graph, interpreted=interpreted).cancelled
            linked = {one for one, cause in self.graph.index.addressing(interpreted=interpreted) if cause in asked}
            found.append((len(ended & linked - self.wish.include), len(ended & self.wish.include)))
        for key, stated, every in zip(("cancelled", "cancelled_in"), *found, strict=True):
            if stated or every:
                yield text(f"portfolio.{key}", count=both_ways(stated, every))

    def methods(self) -> Iterator[Text]:
        """By which methods the choices were found; told once where they are the same."""
        found = {basis: choice.rungs for basis, choice in self.told.items() if choice.added}
        if len(set(found.values())) == 1:
            yield text("portfolio.found", method=_in_turn(next(iter(found.values()))))
        else:
            for basis, rungs in found.items():
                yield text("portfolio.found_by", basis=text(f"portfolio.{basis}"), method=_in_turn(rungs))

    def also(self) -> tuple[Table, ...]:
        """The tables beside the chosen measures."""
        parts = [] if self.impossible else [self.proof()]
        if self.wish.alternatives:
            parts.append(self.alternatives())
        if any(choice.short for choice in self.choices.values()):
            parts.append(self.uncovered())
        if self.wish.budget is not None:
            parts.append(self.missing_costs())
        return tuple(parts)

    def proof(self) -> Table:
        """How good each choice is, and how that is known."""
        rows: list[dict[str, Cell]] = [
            {
                "basis": basis, "basis_label": text(f"portfolio.{basis}"), "size": len(choice.added),
                "causes": self.whole(choice), "bound": choice.bound, "gap": round(100 * choice.gap, 2) if choice.added else None,
                "proven": choice.proven and not choice.impossible, "rungs": choice.rungs, "late": choice.late,
                "verdict": text(f"portfolio.{self.verdict(choice)}"),
                "method": tuple(text(f"portfolio.rung_{rung}") for rung in choice.rungs),
                **({"cost": sum(choice.costs.values())} if self.wish.budget is not None else {}),
            }
            for basis, choice in self.choices.items()
        ]  # fmt: skip
        headings = {"verdict": "portfolio.verdict", "gap": "portfolio.gap", "method": "portfolio.method"}
        return Table(
            name="proof", title=text("portfolio.proof"), rows=tuple(rows),
            columns=columns(basis_label="portfolio.counted", **headings), notes=(text(f"portfolio.{self.key}_rule"),),
        )  # fmt: skip

    def verdict(self, choice: Choice) -> str:
        """What is known of how good a choice is: a key of the wording."""
        if choice.impossible:
            return "impossible"
        if not choice.added:
            return "empty"
        return f"{self.key}_proven" if choice.proven else "open"

    def alternatives(self) -> Table:
        """Other sets: what each leaves out of the one above and takes in its place."""
        rows: list[dict[str, Cell]] = []
        notes: list[Text] = []
        for basis, choice in self.told.items():
            for number, other in enumerate(choice.alternatives, 1):
                left, taken = sorted(choice.measures - set(other)), sorted(set(other) - choice.measures)
                rows.append({
                    "basis": basis, "basis_label": text(f"portfolio.{basis}"), "number": number, "size": len(other),
                    "without": self.names(left), "instead": self.names(taken), "ids": other,
                })  # fmt: skip
            if choice.complete and choice.added:
                notes.append(text(f"portfolio.complete_{basis}"))
        headings = self.counted() | {"number": "portfolio.number", "size": "portfolio.size"}
        return Table(
            name="alternatives", title=text("portfolio.alternatives"), rows=tuple(rows), notes=tuple(notes),
            columns=columns(**headings, without="portfolio.without", instead="portfolio.instead"),
        )  # fmt: skip

    def uncovered(self) -> Table:
        """The causes that fewer measures than asked can cover, with how many can."""
        stated, every = (self.choices[basis].short for basis in BASES)
        ids = sorted(stated.keys() | every.keys(), key=lambda one: swedish_order(self.graph[one].brief.sv))
        rows: list[dict[str, Cell]] = [
            {
                "id": one, "label": self.graph[one].brief, "full_label": self.graph[one].label,
                **{key: self.choices[basis].able[one] for key, basis in (("stated", "stated"), ("every", "interpreted"))},
            }
            for one in ids
        ]  # fmt: skip
        return Table(
            name="uncovered", title=self.too_few(by_both=stated.keys() == every.keys()), rows=tuple(rows),
            columns=columns(label="cause", stated="measures_stated", every="measures_all"),
        )  # fmt: skip

    def too_few(self, *, by_both: bool) -> Text:
        """What the causes are called that too few measures can cover, by both ways of counting or by one of them."""
        title = text(f"portfolio.uncovered{self.several}", at_least=self.wish.at_least)
        return title if by_both else text("portfolio.by_one_way", title=title)

    def missing_costs(self) -> Table:
        """The measures that no budget can hold since no source states their cost; a cost that is our reading is told."""
        stated, every = (costs(self.graph, interpreted=layer) for layer in (False, True))
        rows: list[dict[str, Cell]] = [
            self.measures.brief(one.id) | {"cost_read": kronor(every[one.id]) if one.id in every else None}
            for one in self.graph.of_kind("Measure")
            if one.id not in stated
        ]
        rows.sort(key=lambda row: (swedish_order(str(getattr(row["label"], "sv", ""))), str(row["id"])))
        return Table(
            name="missing_costs", title=text("portfolio.missing_costs"), rows=tuple(rows),
            columns=columns(
                label="measure", **MeasureRows.headings(rows), **({"cost_read": "portfolio.cost_read"} if len(every) > len(stated) else {}),
            ),
        )  # fmt: skip


def _in_turn(rungs: Iterable[str]) -> Text:
    """The names of methods, one after the other."""
    return joined(text(f"portfolio.rung_{rung}") for rung in rungs)
