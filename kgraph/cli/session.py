"""What one run of the command line knows: language, data, form of answer; and the graph once a command needs it."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.cli.help import Language, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from kgraph.errors import UnknownName, UsageError
    from kgraph.graph import KnowledgeGraph
    from kgraph.model import Cell, Node, Table, Text

__all__ = ["Session"]


class Session:
    """The choices of one run.  They may stand before or after the command's name, so they are filled in as they are met."""

    def __init__(self, lang: Language = "sv") -> None:
        self.lang = lang
        self.data: Path | None = None
        self.json = False
        self.remarks = True
        """Whether to say, when tables are read, that there is something to look over in them; `check` tells what it is."""
        self.scope: dict[str, str] = {}
        """The names given with `--plan`, `--municipality` and `--document`."""

    @cached_property
    def folder(self) -> Path:
        """Where the data of this run lies: `--data`, else the project one stands in, else what came with kgraph."""
        from kgraph import shipped
        from kgraph.project import project_here

        return self.data or project_here() or shipped.folder("data").parent

    @cached_property
    def whole(self) -> KnowledgeGraph:
        """The graph of `--data`, else of the project one stands in, else the shipped one, whatever `scope` says.

        Raises `DataError` when it cannot be read.
        """
        import gc

        from kgraph.project import load, project_here

        graph = load(self.data or project_here())
        gc.freeze()  # the records live as long as the program does and need not be looked through for circular rubbish
        number = sum(
            one.position.line != 1 for one in graph.remarks
        )  # a column that is not read, and a title, can wait
        if number and self.remarks:
            sys.stderr.write(words("cli.remarks", self.lang, number=number) + "\n")
        return graph

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The part of `whole` that `scope` names; all of it where it names nothing."""
        from kgraph.errors import UnknownName

        try:
            return self._scoped(self.whole)
        except UnknownName:
            self._offer_the_plan()
            raise

    def _scoped(self, whole: KnowledgeGraph) -> KnowledgeGraph:
        if not self.scope:
            return whole
        from kgraph.parts.scope import scope

        return scope(whole, **self.scope)

    def _offer_the_plan(self) -> None:
        """Say so where what `--municipality` names is a plan's: a district has a plan and is no municipality."""
        from kgraph.errors import AmbiguousName, UnknownName, UsageError

        name = self.scope.get("municipality", "")
        try:
            plan = self.whole.choose(name, "Plan")
        except (UnknownName, AmbiguousName):
            return
        said = [
            words("cli.no_municipality", lang, name=name, plan=plan.brief.pick(lang), id=plan.id)
            for lang in ("sv", "en")
        ]
        raise UsageError(*said) from None

    @property
    def part(self) -> KnowledgeGraph | None:
        """The part that `scope` names, for questions that hold a part against the whole; None where it names nothing."""
        return self.graph if self.scope else None

    @contextmanager
    def asked(self) -> Iterator[None]:
        """While a command answers: a program that reads the answer (`--json`) must write names in full."""
        if not self.json:
            yield
            return
        from kgraph.names import in_full

        with in_full():
            yield

    def meant(self, error: UnknownName) -> Node | None:
        """The one thing that a name which nothing has can mean: the only one whose name holds its words, and the only one
        that is suggested; nothing with `--json`.
        """
        from kgraph.errors import AmbiguousName, UnknownName

        if self.json or "whole" not in self.__dict__:
            return None
        suggested = {one for name in error.suggestions for one in self.graph.names.candidates(name)}
        with suppress(AmbiguousName, UnknownName):
            found = self.graph.choose(error.name, *self.graph.ontology.kinds)
            return found if suggested == {found.id} and found.id != error.name else None
        return None

    def outside(self, error: UnknownName) -> UsageError:
        """The same error, or another that says so where the name is known in the whole, and only not in the part."""
        from kgraph.errors import AmbiguousName, UnknownName
        from kgraph.wording import refused

        if not self.scope or error.name in self.scope.values() or "whole" not in self.__dict__:
            return error
        with suppress(AmbiguousName):
            try:
                self.whole.resolve(error.name)
            except UnknownName:
                return error
        chosen = ", ".join(f"--{name} {value}" for name, value in sorted(self.scope.items()))
        return refused("scope.outside", name=error.name, chosen=chosen)

    @contextmanager
    def offers(self) -> Iterator[None]:
        """While something is made: the commands that are offered in place of what is too heavy read the same data and the same part."""
        from kgraph.errors import TooHeavy

        try:
            yield
        except TooHeavy as error:
            raise (error.with_options(self.options) if self.options else error) from None

    @property
    def options(self) -> str:
        """The options that a command must have to be of the same data and the same part; "" where it needs none."""
        import shlex

        chosen = {"data": str(self.data or ""), **self.scope}
        return " ".join(f"--{name} {shlex.quote(value)}" for name, value in chosen.items() if value)

    @staticmethod
    def day(given: date | None) -> date:
        """The day that `--on` gives; today where it is not given."""
        from kgraph.cli.days import today

        return given or today()

    def answer(self, table: Table, *, shown: tuple[Table, ...] | None = None) -> None:
        """Write a table to stdout in the form that was asked for; `shown` are the tables a person gets, the main one by default."""
        from kgraph.cli import output

        output.answer(table, self.lang, as_json=self.json, shown=shown)

    def legible(self, table: Table, *, leave: str = "") -> tuple[Table, ...]:
        """What to show of a table that is meant for computing: on a terminal the first of its parts that has room there
        (but not the one called `leave`), elsewhere the table itself.
        """
        from kgraph.cli import output

        parts = [part for part in table.also if part.name != leave]
        return output.legible(parts, self.lang) or (table,) if sys.stdout.isatty() else (table,)

    def give(self, content: bytes, name: str) -> None:
        """Write content that is no table, as it is; with `--json` inside a table of one row."""
        from kgraph.cli import output

        output.give(content, name, as_json=self.json)

    def wrote(self, *paths: Path, **about: Cell) -> None:
        """Tell which files were written: their paths on stdout, and in JSON what they are about."""
        from kgraph.cli import output

        output.wrote(paths, self.lang, as_json=self.json, about=about)

    def read_again(self) -> KnowledgeGraph:
        """What `graph` is of the same data, as it stands after something was written to them."""
        from kgraph.project import load, project_here

        return self._scoped(load(self.data or project_here()))

    def talk(self, *lines: Text) -> None:
        """Lines of talk for a person, on stderr."""
        sys.stderr.writelines(f"{line.pick(self.lang)}\n" for line in lines)

    def hint(self, key: str, **values: object) -> None:
        """A line of talk for a person: on stderr, and only when stderr is a terminal."""
        if sys.stderr.isatty() and not self.json:
            sys.stderr.write(words(key, self.lang, **values) + "\n")
