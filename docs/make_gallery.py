"""Makes the gallery, visualisations/gallery/:  python docs/make_gallery.py

The pages and the annex of the shipped data, every picture of the Västerås plan as SVG, and an index that shows them.  No clock is
asked: everything is judged by one day, so the same data give the same bytes.  With --check nothing is written, and the program
ends with 1 and the names of the files that do not hold what they would hold now.
"""

from __future__ import annotations

import base64
import re
import sys
import tempfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import kgraph
from kgraph import project
from kgraph.errors import UsageError
from kgraph.export import write_all
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.names import swedish_order
from kgraph.parts.scope import of_plan
from kgraph.picturing import picture, picture_file, picture_name
from kgraph.reporting import annex, annex_file
from kgraph.views.catalogue import DRAWINGS
from kgraph.views.svg import Picture

GALLERY = Path(__file__).parents[1] / "visualisations" / "gallery"
DAY = date(2026, 1, 1)
"""The day that everything in the gallery is judged by."""
_PROGRAM = re.compile(rb'(?<=id="natverksprogram">)([^<]+)')
_ONE = {"fishbone": "area-narkotika"}
"""Pictures that are shown of one area only: no source of this plan says which sort its causes are of."""
_PAIR = ("area-narkotika", "area-nyrekrytering")
"""What is asked in pictures of a question."""
HEAD = """\
# Galleri

Gjort ur de data som följer med, av `python docs/make_gallery.py`; inget är ändrat för hand. Läget bedöms den {day}. Streckat
är tolkat: det är en läsares ord, inte planens.

- [Västerås plan 2025–2026]({page}): sidan, en enda fil som öppnas i en webbläsare
- [Alla planer och underlag]({whole}): samma sida för alla fem dokument
- [Bilagan till Västerås plan]({annex}): att läsa och skriva ut

Så här görs de: `kgraph --plan vasterasplanen view`, `kgraph view`, `kgraph --plan vasterasplanen report --format html` och
`kgraph --plan vasterasplanen view star`.
"""


def pictures(plan: KnowledgeGraph) -> Iterator[Picture]:
    """Every picture that can be drawn of a plan, those about one area for each of its areas, and of a question for one question."""
    areas = sorted(plan.of_kind(*AREA_KINDS), key=lambda one: (swedish_order(one.brief.sv), one.id))
    for name, drawing in DRAWINGS.items():
        of_each = [(one.id,) for one in areas if name not in _ONE or one.id == _ONE[name]]
        for area in of_each if drawing.of_area else [(), _PAIR] if drawing.of_areas else [()]:
            try:
                yield picture(plan, name, area=area, on=DAY)
            except UsageError:
                continue  # nothing to draw


def gallery() -> dict[str, bytes]:
    """The files of the gallery by their names."""
    whole = kgraph.load()
    plan = of_plan(whole, "plan-vasteras-2025")
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for graph in (plan, whole):
            page = project.view(graph, Path(folder), on=DAY)
            files[page.name] = page.read_bytes()
    first, second = files
    made = annex(plan, on=DAY)
    files[f"{made.name}.html"] = annex_file(made, "html")
    lines = [HEAD.format(day=DAY.isoformat(), page=first, whole=second, annex=f"{made.name}.html")]
    for one in pictures(plan):
        name = picture_name(plan, one, "svg")
        files[name] = picture_file(plan, one)
        lines.append(f"## {one.title}\n\n![{one.description}]({name})\n")
    files["README.md"] = "\n".join(lines).encode()
    return files


def _plain(file: bytes | None) -> bytes | None:
    """A file with the network's program unpacked: how small it gets is for each build of zlib to say, and no part of what is shown."""
    return file and _PROGRAM.sub(lambda found: zlib.decompress(base64.b64decode(found[1])), file)


def main() -> int:
    files = gallery()
    old = {file.name: file.read_bytes() for file in GALLERY.iterdir()} if GALLERY.is_dir() else {}
    changed = sorted(name for name in files.keys() | old.keys() if _plain(files.get(name)) != _plain(old.get(name)))
    if "--check" in sys.argv:
        print(*changed, sep="\n")
        return int(bool(changed))
    for name in old.keys() - files.keys():
        (GALLERY / name).unlink()
    write_all({GALLERY / name: content for name, content in files.items()}, force=True)
    print(GALLERY, len(files), "files", sum(map(len, files.values())) // 1000, "kB,", len(changed), "new or changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
