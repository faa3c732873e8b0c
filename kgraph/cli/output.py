"""Tables on the way out: well set on a terminal, TSV in a pipe, JSON when asked for.  rich is used here and in `console`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import IO, TYPE_CHECKING

from kgraph.cli.branches import branches
from kgraph.cli.columns import MOST_ROWS, Layout, first_rows, full_heading, holds_paths, lay_out
from kgraph.cli.console import console
from kgraph.cli.help import words
from kgraph.cli.streams import NARROWEST, talking, width_of
from kgraph.model import Cell, Column, Count, Table, Text, cell_text
from kgraph.model import Path as LinkPath

if TYPE_CHECKING:
    from rich.text import Text as Styled

__all__ = ["answer", "give", "legible", "wrote"]

_PROSE = 100
"""The longest line of running text, however wide the terminal is."""
_RULE_LINES = 2  # a rule of counting that takes more lines stands after the rows
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Signs that move the cursor, break lines or turn the direction: data must not do that to a terminal or a TSV file."""
_STYLES = {
    "interpreted": "yellow", "interpreted_only": "yellow", "uncovered": "red", "planned_only": "yellow", "cancelled_only": "red",
    "unassigned_only": "yellow", "rejected": "strike", "law": "bold red",
    "structure": "bold red", "broken": "red", "differs": "yellow",
}  # fmt: skip
"""Colour follows the word; it never stands alone."""
_LISTS = frozenset(("list", "review", "gaps", "search", "gap_causes", "gap_measures"))
"""Tables whose number of rows is itself an answer."""
_TREES = frozenset(("tree",))
"""Tables whose rows hang on each other."""


def answer(table: Table, lang: str, *, as_json: bool, shown: Sequence[Table] | None = None) -> None:
    """Write a table to stdout.  `shown` are the tables that a person gets; JSON always holds all."""
    tables = (table,) if shown is None else tuple(shown)
    if as_json:
        _write_json(table.to_json())
    elif sys.stdout.isatty():
        _Page(sys.stdout, lang).write(table, tables)
    else:
        with talking():
            _Page(sys.stderr, lang).talk(table, tables)
        _write_tsv(table, tables, lang)


def legible(parts: Sequence[Table], lang: str) -> tuple[Table, ...]:
    """The first of some tables whose columns all stand side by side on this terminal, else the last; nothing of nothing."""
    width = width_of(sys.stdout)
    fit = [part for part in parts if part.rows and not lay_out(part, lang, width).below]
    return tuple((fit or list(parts[-1:]))[:1])


def give(content: bytes, name: str, *, as_json: bool) -> None:
    """Write bytes to stdout as they are, or as the one cell of a table in JSON."""
    if as_json:
        columns = (Column(key="content", label=_text("overview.content")),)
        table = Table(name=name, title=Text(sv=name), columns=columns)
        _write_json(
            {**table.to_json(), "rows": [{"content": content.decode()}]}
        )  # a cell would lose the last line break
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def wrote(paths: Sequence[Path], lang: str, *, as_json: bool, about: Mapping[str, Cell]) -> None:
    """The paths of written files, one on each line, from the folder that one stands in; in JSON with what they are about."""
    if as_json:
        column = Column(key="path", label=_text("overview.path"))
        rows = tuple({"path": str(path), **about} for path in paths)
        answer(Table(name="written", title=_text("overview.written"), columns=(column,), rows=rows), lang, as_json=True)
        return
    from kgraph.sources.files import display

    sys.stdout.writelines(f"{display(path)}\n" for path in paths)


def _text(key: str) -> Text:
    return Text(sv=words(key, "sv"), en=words(key, "en"))


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _write_tsv(table: Table, tables: Sequence[Table], lang: str) -> None:
    """A heading of stable keys and a line for each row; a blank line stands between several tables."""
    blocks = []
    for part in _parts(table, tables):
        lines = [[column.key for column in part.columns], *part.cells(lang)]
        blocks.append("".join("\t".join(_plain(cell) for cell in line) + "\n" for line in lines))
    sys.stdout.write("\n".join(blocks))


def _parts(table: Table, tables: Sequence[Table]) -> Sequence[Table]:
    """What goes into a pipe: the main table alone, or the chosen parts where it is not among them."""
    return (table,) if any(part is table for part in tables) else tables


def _title(table: Table, lang: str) -> str:
    """The title with a capital, and how many rows there are where nothing else counts them."""
    title = table.title.pick(lang)
    number = f" ({len(table)})" if table.name in _LISTS else ""
    return title[:1].upper() + title[1:] + number


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text)


def numbers(count: Count, lang: str) -> str:
    """A count in words, both ways: "12 enligt planen · 15 med tolkade kopplingar (av 167)"."""
    both = words("cli.both", lang, stated=count.stated, interpreted=count.with_interpreted)
    return both if count.total is None else words("cli.part_of", lang, numbers=both, total=count.total)


class _Page:
    """Writes tables to one terminal (or to stderr, when stdout is a pipe)."""

    def __init__(self, stream: IO[str], lang: str) -> None:
        self.console = console(stream)
        self.lang = lang
        self.width = self.console.width - (1 if self.console.legacy_windows else 0)

    def write(self, table: Table, tables: Sequence[Table]) -> None:
        """The answer's title and counts, then each of the tables under its own title."""
        self.head(table)
        for part in tables:
            if part is not table:
                self.line("")
                self.prose(_title(part, self.lang), "bold")
            self.body(part)
        if not any(part is table for part in tables):
            self.notes(table)
        self.long_rules(table)

    def talk(self, table: Table, tables: Sequence[Table]) -> None:
        """What a person wants to know when the data goes elsewhere: title, counts and notes."""
        self.head(table)
        kept = _parts(table, tables)
        for part in kept:
            if part is not table:
                self.prose(_title(part, self.lang), "bold")
            self.notes(part)
        self.long_rules(table)
        if left := [part.title.pick(self.lang) for part in tables if not any(part is one for one in kept)]:
            self.prose(words("cli.more_tables", self.lang, titles=" · ".join(left)), "dim")

    def head(self, table: Table) -> None:
        """The title, what must be read first, and each count in both ways with its rule; a long rule waits until after the rows."""
        self.prose(_title(table, self.lang), "bold")
        for one in table.lead:
            self.prose(one.pick(self.lang))
        for count in table.counts:
            label = count.label.pick(self.lang)
            self.prose(words("cli.count", self.lang, label=label, numbers=numbers(count, self.lang)))
            if not self.is_long(count.rule):
                self.prose(count.rule.pick(self.lang), "dim", indent=2)

    def is_long(self, rule: Text) -> bool:
        """Whether a rule takes more than two lines."""
        return len(wrap(rule.pick(self.lang), min(self.width, _PROSE) - 2)) > _RULE_LINES

    def long_rules(self, table: Table) -> None:
        """The rules that were too long to stand before the rows, each after the name of its count."""
        for count in table.counts:
            if self.is_long(count.rule):
                said = words(
                    "cli.rule_of", self.lang, label=count.label.pick(self.lang), rule=count.rule.pick(self.lang)
                )
                self.prose(said, "dim", hanging=2)

    def notes(self, table: Table) -> None:
        """What the table says about itself."""
        for note in table.notes:
            self.prose(note.pick(self.lang), "dim", hanging=2 if len(table.notes) > 1 else 0)

    def body(self, table: Table) -> None:
        """The rows, with long matters on lines of their own, and the notes; of very many rows the first."""
        total, table = len(table), first_rows(table)
        if table.name in _TREES:
            self.line("")
            self.branches(table)
        elif table.rows:
            self.line("")
            self.rows(table, lay_out(table, self.lang, self.width))
        elif not table.notes:
            self.prose(words("cli.nothing", self.lang), "dim")
        if total > len(table):
            self.prose(words("cli.rows_left", self.lang, most=MOST_ROWS, total=total))
        if table.notes and table.name not in _TREES:
            self.line("")
        self.notes(table)

    def rows(self, table: Table, layout: Layout) -> None:
        """Heading, rule and rows."""
        headings = table.headings(self.lang)
        self.side_by_side([headings[place] for place in layout.beside], layout, table, ["bold"] * len(layout.beside))
        self.line("─" * min(self.width, layout.width), "dim")
        tall = False
        for row in table.rows:
            if tall:
                self.line("")
            tall = layout.is_tall and any(row.get(table.columns[place].key) not in (None, ()) for place in layout.below)
            keys = [table.columns[place].key for place in layout.beside]
            self.side_by_side(
                [cell_text(row.get(key), self.lang) for key in keys], layout, table, [_style(row, k) for k in keys]
            )
            for place in layout.below:
                self.below(row.get(table.columns[place].key), full_heading(headings, place))

    def branches(self, table: Table) -> None:
        """The rows as a tree, each wrapped beside the branches that go past it."""
        from rich.text import Text as Styled

        for branch in branches(table, self.lang):
            said = Styled.assemble(*((_clean(word), style) for word, style in branch.words))
            width = max(self.width - max(len(branch.first), len(branch.further)), NARROWEST)
            for number, line in enumerate(said.wrap(self.console, width)):
                line.rstrip()
                self.line(Styled(branch.further if number else branch.first) + line)
        self.line("")
        self.prose(words("cli.tree_legend", self.lang), "dim")

    def side_by_side(self, cells: Sequence[str], layout: Layout, table: Table, styles: Sequence[str]) -> None:
        """One row: every cell wrapped in its column, numbers to the right."""
        from rich.text import Text as Styled

        wrapped = []
        for cell, width, style in zip(cells, layout.widths, styles, strict=True):
            lines = Styled(_clean(cell), style=style).wrap(self.console, width)
            wrapped.append([line.plain.rstrip() for line in lines])
        right = [_is_number(table, place) for place in layout.beside]
        for pieces in zip_longest(*wrapped, fillvalue=""):
            line = Styled()
            for piece, width, style, number in zip(pieces, layout.widths, styles, right, strict=True):
                fill = " " * (width - Styled(piece).cell_len)
                line.append(fill + piece if number else piece, style=style)
                line.append(("" if number else fill) + " " * layout.gap)
            line.rstrip()
            self.console.print(line, no_wrap=True, overflow="ignore", crop=False)

    def below(self, cell: Cell, heading: str) -> None:
        """A cell on lines of its own: paths each on one, other matters after their heading."""
        if cell in (None, ()):
            return
        if holds_paths(cell):
            for item in cell if isinstance(cell, tuple) else (cell,):
                style = "yellow" if isinstance(item, LinkPath) and item.basis == "interpreted" else ""
                words_end = len(item.text.pick(self.lang)) + 2 if isinstance(item, LinkPath) else None
                self.prose(
                    f"↳ {cell_text(item, self.lang)}", style, indent=2, hanging=2, most=self.width, faint_from=words_end
                )
        else:
            self.prose(f"{heading}: {cell_text(cell, self.lang)}", indent=2, hanging=2, most=self.width)

    def prose(
        self, text: str, style: str = "", *, indent: int = 0, hanging: int = 0, most: int = _PROSE,
        faint_from: int | None = None,
    ) -> None:  # fmt: skip
        """Running text, wrapped between words; what stands from the sign number `faint_from` on is dimmed."""
        from rich.text import Text as Styled

        width = min(self.width, most) - indent
        for paragraph in text.splitlines():
            written = Styled(_clean(paragraph), style=style)
            if faint_from is not None:
                written.stylize("dim", faint_from)
            for number, line in enumerate(written.wrap(self.console, width - hanging) or [Styled()]):
                line.rstrip()
                self.line(Styled(" " * (indent + hanging * (number > 0))) + line)

    def line(self, text: str | Styled, style: str = "") -> None:
        """One line as it is."""
        self.console.print(text, style=style or None, no_wrap=True, overflow="ignore", crop=False)


def _clean(text: str) -> str:
    return "\n".join(_plain(line) for line in text.split("\n"))


def _style(row: dict[str, Cell], key: str) -> str:
    value = row.get(key.removesuffix("_label"))
    return _STYLES.get(value, "") if isinstance(value, str) else ""


def _is_number(table: Table, place: int) -> bool:
    key = table.columns[place].key
    cells = [row.get(key) for row in table.rows]
    return all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells if cell is not None)
