"""A folder of records on disk: loading it, starting one of one's own, and where generated files go."""

from __future__ import annotations

from pathlib import Path

from kgraph import shipped, sources
from kgraph.graph import KnowledgeGraph

__all__ = ["data_folder", "load"]


def load(path: str | Path | None = None) -> KnowledgeGraph:
    """The graph in a folder or file; the shipped data when no path is given.

    A project folder (one that holds `data/`) stands for its data.  Raises `DataError` with every
    problem of every file when the data cannot be read.
    """
    return KnowledgeGraph(sources.read(shipped.folder("data") if path is None else data_folder(Path(path))))


def data_folder(path: Path) -> Path:
    """The folder with the data: `path/data` where there is one, else `path` itself."""
    return path / "data" if (path / "data").is_dir() else path
