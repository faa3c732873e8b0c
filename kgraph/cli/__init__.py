"""The command line: each command asks one question of the library and writes the answer.

Exit status: 0 clean, 1 findings, 2 usage, 3 data cannot be read, 4 internal error, 130 interrupted, 141 broken pipe.
"""

from __future__ import annotations

from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line with the arguments of the process; ends the process."""
    from kgraph.cli.commands import program

    program.main()
