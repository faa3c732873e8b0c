"""A folder of records on disk: loading it, starting one of one's own, and where generated files go."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kgraph import shipped, sources
from kgraph.collector import collector_put_off
from kgraph.errors import DataError, ExistsError, TooHeavy, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Link, Records, Table, Text
from kgraph.structure import unknown_documents, unknown_lists
from kgraph.times.dates import end_of_next_year
from kgraph.wording import text

if TYPE_CHECKING:
    from kgraph.excerpts import Excerpt
    from kgraph.views.explorer.level import Openness

__all__ = [
    "MOST_BYTES",
    "MOST_MEASURES",
    "SHIPPED",
    "data_folder",
    "init",
    "load",
    "output_folder",
    "page_tables",
    "project_here",
    "questions",
    "view",
]

_STARTER = Path(__file__).resolve().parent / "starter_files"
SCHEMA_FILE = "kgraph.schema.json"
SHIPPED = "shipped"
"""What stands for the data that come with kgraph where a new folder is begun from something."""


def load(path: str | Path | None = None) -> KnowledgeGraph:
    """The graph in a folder or file; the shipped data when no path is given.

    A project folder (one that holds `data/`) stands for its data.  Raises `DataError` with every
    problem of every file when the data cannot be read.
    """
    with collector_put_off():
        records = sources.read(shipped.folder("data") if path is None else data_folder(Path(path)))
        return KnowledgeGraph(records + Records(problems=(*unknown_documents(records), *unknown_lists(records))))


def data_folder(path: Path) -> Path:
    """The folder with the data: `path/data` where there is one, else `path` itself."""
    try:
        return path / "data" if (path / "data").is_dir() else path
    except OSError:  # a name that the disk cannot hold; the reader says so
        return path


def project_here() -> Path | None:
    """The current folder when it is a project (it holds `data/` and `visualisations/`), else None."""
    try:
        here = Path.cwd()
    except OSError:
        return None
    return here if (here / "data").is_dir() and (here / "visualisations").is_dir() else None


def output_folder(start: Path | None = None) -> Path:
    """Where generated pages go: `visualisations/` of the project `start`, else that of the current folder, else that folder."""
    for folder in (start, Path.cwd()):
        if folder and (folder / "visualisations").is_dir():
            return folder / "visualisations"
    return Path.cwd()


def init(folder: Path, *, source: str | Path | None = None, force: bool = False) -> tuple[Path, ...]:
    """Make a project folder and return the files that were written.

    It holds a small commented example; with `source` a copy of a plan that is kept as a table (a CSV file), or of the data
    that come with kgraph (`SHIPPED`).  Raises `ExistsError` for the first file that is in the way unless `force` is given,
    `UsageError` when the folder cannot be made, and `DataError` when the table cannot be read; nothing is written then.
    """
    from kgraph.sources.authoring import json_schema

    contents = {folder / name: content for name, content in _beginnings(source).items()}
    contents[folder / "data" / SCHEMA_FILE] = schema_text(json_schema()).encode()
    if not force and (in_the_way := next((path for path in contents if path.exists()), None)):
        raise ExistsError(in_the_way)
    written: list[Path] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_bytes(content)
    except OSError as error:
        for path in () if force else written:
            path.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UsageError(f"Kan inte skapa {folder}: {reason}.", f"Cannot make {folder}: {reason}.") from error
    return tuple(sorted(contents))


def _beginnings(source: str | Path | None) -> dict[Path, bytes]:
    """What a new folder holds, by the place in it: what every one does, and the example or what stands in its place."""
    starter = {file.relative_to(_STARTER): file.read_bytes() for file in sorted(_STARTER.rglob("*")) if file.is_file()}
    if source is None:
        return starter
    if source == SHIPPED:
        home = shipped.folder("data")
        data = {file.relative_to(home): file.read_bytes() for file in sorted(home.rglob("*.yaml"))}
    else:
        if Path(source).is_dir():
            raise UsageError(
                f"{source} är en mapp; ange en fil, eller {SHIPPED}.",
                f"{source} is a folder; give a file, or {SHIPPED}.",
            )
        if problems := sources.read(source).problems:
            raise DataError(problems)
        data = {Path(Path(source).name): Path(source).read_bytes()}
    kept = {name: content for name, content in starter.items() if name.parts[0] != "data"}
    return kept | {Path("data") / name: content for name, content in data.items()}


def view(
    graph: KnowledgeGraph, folder: Path, *, lang: Literal["sv", "en"] = "sv", level: Openness = "internal",
    force: bool = False, on: date | None = None, part: Excerpt | None = None, before: KnowledgeGraph | None = None,
    same: Sequence[Link] = (), whole: bool = False, within: KnowledgeGraph | None = None,
) -> Path:  # fmt: skip
    """Write the interactive page of a graph to a folder and return its path: `<plan>.html`, or `alla-planer.html` for
    a graph of several plans, with a filter for each of them.  In place of a folder a file that ends in .html can be named.

    With `level="open"` the page holds only what may be published (`kgraph.views.explorer.published`).  `on` is the day that
    what is late or upcoming is judged by; without it the page has no view of follow-up.  `part` is shown in place of the
    graph; its page says so and has a name of its own.  With `before`, an earlier version, the page has a view of what changed
    (`same` as for `kgraph.versions`).  `within` is what the graph is a part of, whose documents may speak against it.  In a
    folder an older page of kgraph's own making is replaced; the new one is whole before it takes its place.

    Raises `ExistsError` when another file is in the way unless `force` is given, and `UsageError` when the folder cannot be
    written, and, unless `whole` is given, when the page would be too heavy for a browser: it names the parts that pages can be
    made of.
    """
    from kgraph import analysis
    from kgraph.export import write
    from kgraph.views.explorer import Edition, explorer, published
    from kgraph.views.page import is_generated

    data = part.graph if part else graph
    shown = published(data, level)
    if not whole:
        _refuse_too_many(shown, level)
    tables = page_tables(shown, on=on, whole=published(within, level) if within else None)
    edition = Edition(part.name, part.note, part.slug) if part else None
    if before is not None:
        tables["versions"] = analysis.versions(published(before, level), shown, same=same)
        edition = edition or Edition(None, _since(before), "andringar")
    page = explorer(
        data,
        tables=tables,
        findings=_findings(shown, published(graph, level) if part else None, on),
        lang=lang,
        level=level,
        edition=edition,
        before=before,
    )
    if not whole and (size := len(page.encode())) > MOST_BYTES:
        raise _too_heavy(
            shown, level, "excerpts.too_big", n=f"{size / 1e6:.1f}".replace(".", ","), most=MOST_BYTES // 1_000_000
        )
    named = is_page(folder)
    target = folder if named else folder / page.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        own = not named and target.is_file() and is_generated(target.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"Kan inte skriva {target}: {reason}.", f"Cannot write {target}: {reason}.") from error
    return write(page.encode(), target, force=force or own)


def is_page(path: Path) -> bool:
    """Whether a path names a page rather than a folder."""
    try:
        return path.suffix.lower() in (".html", ".htm") and not path.is_dir()
    except OSError:  # a name that the disk cannot hold
        return True


def _findings(shown: KnowledgeGraph, whole: KnowledgeGraph | None, on: date | None) -> Sequence[Finding]:
    """What the rules find in a graph; in a part only what they find in the whole too, since the cut itself leaves holes."""
    from kgraph.checks import check

    found = check(shown, on=on)
    if whole is None:
        return found
    real = {(one.code, one.case, one.subject) for one in check(whole, on=on)}
    return [one for one in found if (one.code, one.case, one.subject) in real]


def _since(before: KnowledgeGraph) -> Text:
    """What a page of two versions says of the earlier one."""
    from kgraph.parts.scope import plans_with_measures

    plans = plans_with_measures(before)
    return text("excerpts.versions_since", before=plans[0].brief) if len(plans) == 1 else text("excerpts.versions_note")


MOST_MEASURES = 2_000
MOST_BYTES = 8_000_000
"""What a page holds at most: beyond either an office computer takes many seconds to open it."""


def _refuse_too_many(graph: KnowledgeGraph, level: str) -> None:
    if (number := len(graph.of_kind("Measure"))) > MOST_MEASURES:
        raise _too_heavy(graph, level, "excerpts.too_many", n=number, most=MOST_MEASURES)


def _too_heavy(graph: KnowledgeGraph, level: str, fault: str, **values: object) -> TooHeavy:
    """The error that offers the parts of a graph."""
    from kgraph.excerpts import in_all, offers

    told = text(
        "excerpts.offer", fault=text(fault, **values), commands="\n  ".join(offers(graph, level)), in_all=in_all(graph)
    )
    return TooHeavy(told.sv, told.pick("en"))


def page_tables(
    graph: KnowledgeGraph, *, on: date | None = None, whole: KnowledgeGraph | None = None
) -> dict[str, Table]:  # fmt: skip
    """The answers that the page of a graph shows, by the names of the analyses; those of a part with its key after a colon.

    Status and calendar are there when a day is given that they are judged by; `day` tells which.  `whole` is what the graph
    is a part of: what other documents say against it stands among the contradictions.
    """
    from kgraph import analysis
    from kgraph.parts.scope import shares

    all_said = graph if whole is None else whole
    parts = {"": graph, **{f":{key}": part for key, part in shares(graph).items()}}
    both = {"comparisons": pairs} if (pairs := analysis.comparisons(graph)).rows else {}
    answers = questions(on) | {
        "conflicts": lambda one: analysis.conflicts(all_said, about=None if one is all_said else one)
    }
    return both | {f"{name}{key}": answer(part) for key, part in parts.items() for name, answer in answers.items()}


def questions(on: date | None = None) -> dict[str, Callable[[KnowledgeGraph], Table]]:
    """How pages, pictures and reports ask the analyses, by the names of the answers; status, the calendar to the end of the year
    after it and the day itself are there when a day is given.
    """
    from kgraph import analysis

    asked: dict[str, Callable[[KnowledgeGraph], Table]] = {
        "coverage": partial(analysis.coverage, on=on),
        "trees": partial(analysis.trees, depth=_DEEPEST, drawn=True, on=on),
        "matrix_areas": lambda one: analysis.matrix(one, "områden", "områden", sort="name"),
        "matrix_measures": lambda one: analysis.matrix(one, "åtgärder", "områden", sort="name"),
        "balance": analysis.balance,
        "sources": analysis.sources,
        "actors": analysis.actors,
        "collaboration": analysis.collaboration,
        "groups": analysis.groups,
        "group_areas": partial(analysis.group_areas, narrower=False),
        "places": analysis.places,
    }
    if on is None:
        return asked
    day = Table(name="day", title=Text(sv=on.isoformat()), columns=(), rows=({"on": on.isoformat()},))
    return asked | {
        "status": partial(analysis.status, on=on, measures=True),
        "calendar": partial(analysis.calendar, on=on, end=end_of_next_year(on), undated=True),
        "day": lambda _: day,
    }


_DEEPEST = 6
"""How many steps from an area its cause tree goes on a page and on paper."""


def schema_text(schema: object) -> str:
    """A JSON Schema as it is written to a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
