"""`python -m benchmarks`: one table of medians and ratios.  `--json` for programs, `--slow` for rdflib at size M."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from benchmarks import scenes
from benchmarks.timing import Row

_SCENES = ("start_up", "loading", "overlap", "growth")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "scenes", nargs="*", metavar="SCENE", help=f"some of {', '.join(_SCENES)}; all when none is named"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--slow", action="store_true", help="let rdflib try size M too (minutes)")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.scenes) - set(_SCENES):
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    rows = [row for name in chosen.scenes or _SCENES for row in _rows(name, slow=chosen.slow)]
    if chosen.json:
        print(
            json.dumps({"schema_version": 1, "machine": _machine(), "rows": [row.to_json() for row in rows]}, indent=2)
        )
    else:
        print(_machine())
        print("\n".join(_lines(rows)))


def _rows(scene: str, *, slow: bool) -> Iterable[Row]:
    if scene == "growth":
        return scenes.growth(slow=slow)
    return {"start_up": scenes.start_up, "loading": scenes.loading, "overlap": scenes.overlap}[scene]()


def _machine() -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pyoxigraph", "rdflib", "pydantic"))
    return f"Python {platform.python_version()} on {platform.machine()}; {engines}"


def _lines(rows: Sequence[Row]) -> list[str]:
    cells = [("what", "median", "beside", "median", "ratio")]
    cells += [(row.what, _time(row.seconds), row.beside, _time(row.beside_seconds), _times(row.ratio)) for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(5)]
    ruled = [cells[0], tuple("-" * width for width in widths), *cells[1:]]
    numbers = (1, 3, 4)
    return [
        "  ".join(cell.rjust(width) if place in numbers else cell.ljust(width) for place, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in ruled
    ]  # fmt: skip


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def _times(ratio: float) -> str:
    """The ratio in words: "1.20 ×", or "1/250" for what is far quicker."""
    return f"{ratio:.2f} ×" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"  # noqa: PLR2004  # a tenth


if __name__ == "__main__":
    main()
