"""How much memory the index of a graph takes beside Oxigraph's store of the same graph: each read from a file by a process of its own."""

from __future__ import annotations

import copyreg
import gc
import pickle
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pyoxigraph as ox

from kgraph.index import Index

__all__ = ["grown"]


def grown(index: Index, store: ox.Store) -> tuple[float, float]:
    """The bytes by which a process grows that holds the index with its ids, and one that holds the store (Linux)."""
    with TemporaryDirectory() as folder:
        files = Path(folder) / "index", Path(folder) / "store"
        with files[0].open("wb") as file:
            pickle.dump(index, file)
        store.dump(str(files[1]), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return _grown_by(files[0]), _grown_by(files[1])


def _grown_by(file: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.memory", str(file)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _read(file: Path) -> object:
    if file.name == "index":
        return pickle.loads(file.read_bytes())  # noqa: S301  # written by ourselves a moment ago
    store = ox.Store()
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    return store


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def _read_only(table: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(table)


copyreg.pickle(MappingProxyType, lambda table: (_read_only, (dict(table),)))

if __name__ == "__main__":
    before = _resident()
    held = _read(Path(sys.argv[1]))
    gc.collect()
    print(_resident() - before)
