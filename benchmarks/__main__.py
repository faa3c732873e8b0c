"""`python -m benchmarks [SCENE …]`: one table of medians and ratios, with the target beside each ratio that has one.  Where the median is of the
processor's time, "wall" is what the clock on the wall said, and "all rows" the processor's time with every row of the answer read.

`targets` alone prints what speed has been promised, at sizes S, M and L whatever is asked (some eight minutes).
`--json` prints for programs; `--slow` lets rdflib try size M and makes size L (minutes).  A scene is a function that gives rows,
named in `_SCENES`.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version

from benchmarks import core, page, portfolio, questions, scenes, suggest
from benchmarks.bounded import bounded
from benchmarks.timing import Row

_SCENES: Mapping[str, Callable[[bool], Iterable[Row]]] = {
    "start_up": lambda _: scenes.start_up(),
    "loading": lambda _: scenes.loading(),
    "overlap": lambda _: scenes.overlap(),
    "growth": lambda slow: scenes.growth(slow=slow),
    "core": lambda slow: core.core(slow=slow),
    "questions": lambda _: questions.questions(),
    "targets": lambda _: targets(),
}
"""The scenes by name; each is told whether slow things are wanted."""


def targets() -> Iterator[Row]:
    """Targets 5, 6, 7, 8 and 11 at sizes S, M and L, those without a number left out; each part has a time limit."""
    for name, seconds in core.LIMITS.items():
        rows = bounded(f"core {name}", partial(core.measured, name), seconds)
        yield from (row for row in rows if row.number)
    for name, seconds in portfolio.limits().items():
        yield from bounded(name, partial(portfolio.targets, name), seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "scenes",
        nargs="*",
        metavar="SCENE",
        help=f"some of {', '.join(_SCENES)}; all when none is named; or suggest alone, for how well missing links "
        "are found, or portfolio alone, for how small the smallest sets are, or page alone, for the page in a browser",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--slow", action="store_true", help="rdflib at size M, and everything at size L (minutes)")
    chosen = parser.parse_args(arguments)
    if chosen.scenes == ["portfolio"]:
        portfolio.report(as_json=chosen.json)
        return
    if chosen.scenes == ["page"]:
        page.report(as_json=chosen.json)
        return
    if chosen.scenes == ["suggest"]:
        suggest.report(as_json=chosen.json, slow=chosen.slow)
        return
    if unknown := set(chosen.scenes) - set(_SCENES):
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    scenes_asked = chosen.scenes or [name for name in _SCENES if name != "targets"]
    rows = [_told(row) for name in scenes_asked for row in _SCENES[name](chosen.slow)]
    if chosen.json:
        print(
            json.dumps({"schema_version": 1, "machine": _machine(), "rows": [row.to_json() for row in rows]}, indent=2)
        )
    else:
        print(_machine())
        print("\n".join(_lines(sorted(rows, key=lambda row: row.number or 0))))


def _told(row: Row) -> Row:
    """The row, told as soon as it has been measured."""
    held = f"{_times(row.ratio)} {row.beside} ({_measured(row.beside_seconds, row.unit)})"
    print(f"{_measured(row.seconds, row.unit):>8}  {row.group}: {row.what}; {held}", file=sys.stderr, flush=True)
    return row


def _machine() -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pyoxigraph", "rdflib", "pydantic"))
    return f"Python {platform.python_version()} on {platform.machine()}; {engines}"


def _lines(rows: Sequence[Row]) -> list[str]:
    cells = [("what", "median", "wall", "all rows", "beside", "median", "ratio", "target", "met")]
    cells += [
        (
            f"{row.number:>2} {row.what}" if row.number else row.what, _measured(row.seconds, row.unit), _seconds(row.wall), _seconds(row.whole), row.beside, _measured(row.beside_seconds, row.unit), _times(row.ratio),
            "" if row.target is None else f"≤ {_times(row.target)}", {None: "", True: "yes", False: "NO"}[row.met],
        )
        for row in rows
    ]  # fmt: skip
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    ruled = [cells[0], tuple("-" * width for width in widths), *cells[1:]]
    numbers = (1, 2, 3, 5, 6, 7)
    return [
        "  ".join(cell.rjust(width) if place in numbers else cell.ljust(width) for place, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in ruled
    ]  # fmt: skip


def _seconds(value: float | None) -> str:
    return "" if value is None else _measured(value, "s")


def _measured(value: float, unit: str) -> str:
    if unit != "s":
        return {"B": f"{value / 1e6:.3g} MB", "%": f"{value:.2f} %"}.get(unit, f"{value:g}")
    for name, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {name}"
    return f"{value * 1e6:.3g} µs"


def _times(ratio: float) -> str:
    """The ratio in words: "1.20 ×", or "1/250" for what is far quicker."""
    return f"{ratio:.2f} ×" if ratio >= 0.1 or not ratio else f"1/{1 / ratio:.0f}"  # noqa: PLR2004  # a tenth


if __name__ == "__main__":
    main()
