"""Where the ontology and the data that come with kgraph are: in the wheel, or in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["folder"]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` ("ontology" or "data") that was installed with kgraph.

    A wheel carries it inside the package; a checkout has it at the top.
    Raises `FileNotFoundError` when the installation lacks it.
    """
    for candidate in (_PACKAGE / "shipped_files" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"kgraph is installed without its folder {name!r}; install it again")
