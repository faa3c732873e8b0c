"""A folder of records on disk: loading it, starting one of one's own, and where generated files go."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kgraph import shipped, sources
from kgraph.errors import ExistsError, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Records, Table
from kgraph.structure import unknown_documents, unknown_lists

__all__ = ["data_folder", "init", "load", "output_folder", "page_tables", "project_here", "view"]

_STARTER = Path(__file__).resolve().parent / "starter_files"
SCHEMA_FILE = "kgraph.schema.json"


def load(path: str | Path | None = None) -> KnowledgeGraph:
    """The graph in a folder or file; the shipped data when no path is given.

    A project folder (one that holds `data/`) stands for its data.  Raises `DataError` with every
    problem of every file when the data cannot be read.
    """
    with _keeping_all():
        records = sources.read(shipped.folder("data") if path is None else data_folder(Path(path)))
        return KnowledgeGraph(records + Records(problems=(*unknown_documents(records), *unknown_lists(records))))


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Python's search for circular rubbish put off: records make none, and looking through them again and again takes a third of the
    time that loading takes.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


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


def init(folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Make a project folder with a small commented example and return the files that were written.

    Raises `ExistsError` for the first file that is in the way unless `force` is given, and `UsageError` when the
    folder cannot be made; nothing is written then.
    """
    from kgraph.sources.authoring import json_schema

    contents = {
        folder / file.relative_to(_STARTER): file.read_bytes() for file in sorted(_STARTER.rglob("*")) if file.is_file()
    }
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


def view(
    graph: KnowledgeGraph, folder: Path, *, lang: Literal["sv", "en"] = "sv", level: Literal["internal", "open"] = "internal",
    force: bool = False,
) -> Path:  # fmt: skip
    """Write the interactive page of a graph to a folder and return its path: `<plan>.html`, or `alla-planer.html` for
    a graph of several plans, with a filter for each of them.

    With `level="open"` the page holds only what may be published (`kgraph.views.explorer.published`).  An older page
    of kgraph's own making is replaced; the new one is whole before it takes its place.  Raises `ExistsError` when
    another file is in the way unless `force` is given, and `UsageError` when the folder cannot be written.
    """
    from kgraph.checks import check
    from kgraph.export import write
    from kgraph.views.explorer import explorer, published
    from kgraph.views.page import is_generated

    shown = published(graph, level)
    page = explorer(graph, tables=page_tables(shown), findings=check(shown), lang=lang, level=level)
    target = folder / page.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = target.is_file() and is_generated(target.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"Kan inte skriva {target}: {reason}.", f"Cannot write {target}: {reason}.") from error
    return write(page.encode(), target, force=force or own)


def page_tables(graph: KnowledgeGraph) -> dict[str, Table]:
    """The answers that the page of a graph shows, by the names of the analyses; those of a part with its key after a colon."""
    from kgraph import analysis
    from kgraph.scope import shares

    parts = {"": graph, **{f":{key}": part for key, part in shares(graph).items()}}
    return {
        f"{name}{key}": answer(part)
        for key, part in parts.items()
        for name, answer in (
            ("coverage", analysis.coverage),
            ("balance", analysis.balance),
            ("sources", analysis.sources),
            ("conflicts", analysis.conflicts),
        )
    }


def schema_text(schema: object) -> str:
    """A JSON Schema as it is written to a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
