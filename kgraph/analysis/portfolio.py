"""Which is the smallest set of measures that covers the causes, and what do the best few, or a budget, cover?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from kgraph.covering.choosing import Choice, Wish, choose, costs
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import MeasureRows
from kgraph.model import AREA_KINDS, Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

if TYPE_CHECKING:
    from kgraph.setcover import Method

__all__ = ["portfolio"]

_BASES = ("stated", "interpreted")


def portfolio(
    graph: KnowledgeGraph,
    *,
    causes: Sequence[str] = (),
    area: str | None = None,
    best: int | None = None,
    budget: float | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    at_least: int = 1,
    every: bool = False,
    alternatives: int = 0,
    method: Method = "auto",
    seconds: float = 10.0,
) -> Table:
    """The fewest measures that cover the causes, each by `at_least` of them; by stated links, and with interpreted ones.

    Asked about are the named causes and those that drive `area` (all when neither is given).  Causes that too few measures
    cover are covered as far as it goes and told in the table `uncovered`; with `every` they make the wish impossible.
    With `best` at most so many measures, with `budget` measures that cost at most so many kronor a year together, that cover
    as many causes as possible; a measure without a cost cannot be chosen then and is told in `missing_costs`.  Measures in
    `include` are chosen whatever happens, those in `exclude` never.  `alternatives` other sets of the same size or one more.

    Rows are the chosen measures, first those by stated links (`basis` "stated"), then those with interpreted ones: `id`,
    `label`, `plan`, `standing`, `added` (causes that no measure before it covers), `alone` (how many causes would be covered
    too little without it).  `also` holds `proof` (for each basis `size`, `causes`, `bound`, `gap` in per cent, `proven`, `rungs`).
    A search (`kgraph.setcover`) takes at most about `seconds` for each basis; `method` "greedy" is the greedy choice alone.

    Raises `UnknownName` or `AmbiguousName` for a name, and `UsageError` where the wishes exclude each other.
    """
    asked = _asked(graph, causes, area)
    wish = Wish(
        asked, _ids(graph, include), _ids(graph, exclude), at_least, every, best, budget, alternatives, method, seconds
    )
    _refuse_nonsense(graph, wish)
    choices = {basis: choose(graph, wish, interpreted=basis == "interpreted") for basis in _BASES}
    told = _Told(graph, wish, choices)
    rows = told.rows()
    return Table(
        name="portfolio", title=told.title(area), rows=rows, counts=told.counts(), lead=told.lead(), notes=told.notes(),
        columns=columns(
            basis_label="portfolio.counted", label="measure", **MeasureRows.headings(rows), added="portfolio.added",
            alone="portfolio.alone",
        ),
        also=told.also(),
    )  # fmt: skip


def _asked(graph: KnowledgeGraph, names: Sequence[str], area: str | None) -> tuple[str, ...]:
    """The ids of the causes that are asked about, in order."""
    found = {graph.resolve(name, ["Cause"]).id for name in names}
    if area:
        driving = graph.index.driving(graph.resolve(area, AREA_KINDS).id, interpreted=True)
        found |= {one for one in driving if graph[one].kind == "Cause"}
    elif not names:
        found = {cause.id for cause in graph.of_kind("Cause")}
    return tuple(sorted(found))


def _ids(graph: KnowledgeGraph, names: Iterable[str]) -> frozenset[str]:
    return frozenset(graph.resolve(name, ["Measure"]).id for name in names)


def _refuse_nonsense(graph: KnowledgeGraph, wish: Wish) -> None:
    """Raise `UsageError` for wishes that exclude each other."""
    if both := sorted(wish.include & wish.exclude):
        raise _usage("both", name=graph[both[0]].brief)
    if wish.alternatives and wish.limited:
        raise _usage("no_alternatives")
    if wish.size is not None and len(wish.include) > wish.size:
        raise _usage("too_many", included=len(wish.include), size=wish.size)
    if wish.budget is not None:
        known = costs(graph)
        if unknown := sorted(wish.include - known.keys()):
            raise _usage("no_cost", name=graph[unknown[0]].brief)
        if (total := sum(known[one] for one in wish.include)) > wish.budget:
            raise _usage("too_dear", total=_kronor(total), budget=_kronor(wish.budget))


def _usage(key: str, **values: object) -> UsageError:
    message = text(f"portfolio.{key}", **values)
    return UsageError(message.sv, message.pick("en"))


def _kronor(amount: float) -> str:
    """An amount with thin gaps between the thousands."""
    return f"{amount:,.0f}".replace(",", "\N{NO-BREAK SPACE}")


class _Told:
    """The answer in words, from the choices by both ways of counting."""

    def __init__(self, graph: KnowledgeGraph, wish: Wish, choices: dict[str, Choice]) -> None:
        self.graph, self.wish, self.choices = graph, wish, choices
        self.measures = MeasureRows(graph)
        self.key = "best" if wish.limited else "smallest"

    def title(self, area: str | None) -> Text:
        which = (
            text("portfolio.of_area", area=self.graph.resolve(area, AREA_KINDS).brief)
            if area
            else text("portfolio.of_all")
        )
        if self.wish.budget is not None:
            return text("portfolio.title_budget", budget=_kronor(self.wish.budget), causes=which)
        if self.wish.size is not None:
            one = self.wish.size == 1
            return (
                text("portfolio.title_best_one", causes=which)
                if one
                else text("portfolio.title_best", size=self.wish.size, causes=which)
            )
        return text("portfolio.title_smallest", causes=which)

    def rows(self) -> tuple[dict[str, Cell], ...]:
        return tuple(
            {
                "basis": basis, "basis_label": text(f"portfolio.{basis}"), **self.measures.brief(measure),
                "added": self.names(added), "added_ids": added, "alone": choice.alone[measure],
            }
            for basis, choice in self.choices.items()
            for measure, added in choice.added.items()
        )  # fmt: skip

    def names(self, ids: Iterable[str]) -> tuple[Text, ...]:
        return tuple(self.graph[one].brief for one in ids)

    def counts(self) -> tuple[Count, ...]:
        found = (
            self.count("size", lambda choice: len(choice.added), len(self.graph.of_kind("Measure"))),
            self.count("covered", lambda choice: len(choice.covered), len(self.wish.causes)),
        )
        if self.impossible or not all(choice.added for choice in self.choices.values()):
            return found  # a bound on nothing says nothing
        key = "bound_causes" if self.wish.limited else "bound"
        gap = self.count("gap", lambda choice: ceil(100 * choice.gap - 1e-9))
        return (*found, self.count(key, lambda choice: choice.bound), gap)

    @property
    def impossible(self) -> bool:
        """Whether the wish is impossible by both ways of counting."""
        return all(choice.impossible for choice in self.choices.values())

    def count(self, key: str, of: Callable[[Choice], int], total: int | None = None) -> Count:
        stated, every = (of(self.choices[basis]) for basis in _BASES)
        return Count(
            key=key, label=text(f"portfolio.count_{key}"), stated=stated, with_interpreted=every, total=total,
            rule=text(f"portfolio.rule_{key}"),
        )  # fmt: skip

    @property
    def nothing(self) -> tuple[str, ...]:
        """Of the ways of counting, "stated" where it gives no choice at all and interpreted links do."""
        stated, every = (self.choices[basis] for basis in _BASES)
        return () if stated.added or stated.impossible or not every.added else _BASES[:1]

    def lead(self) -> tuple[Text, ...]:
        """What a reader must know before the numbers: what the answer is no argument for, and that it may rest on readings."""
        caution = text("portfolio.caution_costs" if self.wish.budget is not None else "portfolio.caution")
        return (*(text("portfolio.readings_only") for _ in self.nothing), caution)

    def notes(self) -> tuple[Text, ...]:
        """What is to be known of the answer: what made it impossible, what time cut short, and what it does not say."""
        found = [text(f"portfolio.impossible_{basis}") for basis in _BASES if self.choices[basis].impossible]
        for basis in _BASES:
            choice = self.choices[basis]
            if not choice.added and not choice.impossible and self.wish.budget is None and basis not in self.nothing:
                found.append(text(f"portfolio.nothing_{basis}"))
        if self.wish.budget is not None:
            measures = self.graph.of_kind("Measure")
            found.append(text("portfolio.costs", known=len(costs(self.graph)), total=len(measures)))
        if any(choice.late for choice in self.choices.values()):
            found.append(text("portfolio.late", seconds=f"{self.wish.seconds:g}"))
        stated, every = (len(self.choices[basis].short) for basis in _BASES)
        if stated and not (self.wish.strict or self.wish.limited):
            key = "left" if self.wish.at_least == 1 else "left_several"
            found.append(text(f"portfolio.{key}", stated=stated, every=every, at_least=self.wish.at_least))
        return (
            (*found, text("portfolio.alone_rule")) if any(one.added for one in self.choices.values()) else tuple(found)
        )

    def also(self) -> tuple[Table, ...]:
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
                "causes": len(choice.covered), "bound": choice.bound, "gap": round(100 * choice.gap, 2) if choice.added else None,
                "proven": choice.proven and not choice.impossible, "rungs": choice.rungs, "late": choice.late,
                "verdict": text(f"portfolio.{self.verdict(choice)}"),
                "method": tuple(text(f"portfolio.rung_{rung}") for rung in choice.rungs),
            }
            for basis, choice in self.choices.items()
        ]  # fmt: skip
        headings = {"verdict": "portfolio.verdict", "gap": "portfolio.gap", "method": "portfolio.method"}
        return Table(
            name="proof", title=text("portfolio.proof"), rows=tuple(rows),
            columns=columns(basis_label="portfolio.counted", **headings), notes=(text(f"portfolio.{self.key}_rule"),),
        )  # fmt: skip

    def verdict(self, choice: Choice) -> str:
        if choice.impossible:
            return "impossible"
        if not choice.added:
            return "empty"
        return f"{self.key}_proven" if choice.proven else "open"

    def alternatives(self) -> Table:
        """Other sets: what each leaves out of the one above and takes in its place."""
        rows: list[dict[str, Cell]] = []
        notes: list[Text] = []
        for basis, choice in self.choices.items():
            for number, other in enumerate(choice.alternatives, 1):
                left, taken = sorted(choice.measures - set(other)), sorted(set(other) - choice.measures)
                rows.append({
                    "basis": basis, "basis_label": text(f"portfolio.{basis}"), "number": number, "size": len(other),
                    "without": self.names(left), "instead": self.names(taken), "ids": other,
                })  # fmt: skip
            if choice.complete and choice.added:
                notes.append(text(f"portfolio.complete_{basis}"))
        headings = {"basis_label": "portfolio.counted", "number": "portfolio.number", "size": "portfolio.size"}
        return Table(
            name="alternatives", title=text("portfolio.alternatives"), rows=tuple(rows), notes=tuple(notes),
            columns=columns(**headings, without="portfolio.without", instead="portfolio.instead"),
        )  # fmt: skip

    def uncovered(self) -> Table:
        """The causes that fewer measures than asked can cover, with how many can."""
        stated, every = (self.choices[basis].short for basis in _BASES)
        ids = sorted(stated.keys() | every.keys(), key=lambda one: swedish_order(self.graph[one].brief.sv))
        enough = text("portfolio.enough")
        rows: list[dict[str, Cell]] = [
            {
                "id": one, "label": self.graph[one].brief, "full_label": self.graph[one].label,
                "stated": stated.get(one, enough), "every": every.get(one, enough),
            }
            for one in ids
        ]  # fmt: skip
        return Table(
            name="uncovered", title=self.too_few(), rows=tuple(rows),
            columns=columns(label="cause", stated="measures_stated", every="measures_all"),
        )  # fmt: skip

    def too_few(self) -> Text:
        if self.wish.at_least == 1:
            return text("portfolio.uncovered")
        return text("portfolio.uncovered_several", at_least=self.wish.at_least)

    def missing_costs(self) -> Table:
        known = costs(self.graph)
        rows = [self.measures.brief(one.id) for one in self.graph.of_kind("Measure") if one.id not in known]
        rows.sort(key=lambda row: (swedish_order(str(getattr(row["label"], "sv", ""))), str(row["id"])))
        return Table(
            name="missing_costs", title=text("portfolio.missing_costs"), rows=tuple(rows),
            columns=columns(label="measure", **MeasureRows.headings(rows)),
        )  # fmt: skip
