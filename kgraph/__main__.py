"""`python -m kgraph` is the same as `kgraph`."""

from __future__ import annotations

from kgraph.cli import main

if __name__ == "__main__":
    main()
