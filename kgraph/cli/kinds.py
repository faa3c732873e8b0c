"""Where a thing was asked for and a kind was named: what to say then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kgraph.cli.help import echo, refusal, words
from kgraph.cli.session import Session

__all__ = ["kinds_told"]


@contextmanager
def kinds_told(session: Session) -> Iterator[None]:
    """Where a name that nothing has is the name of a kind, say how to list the kind instead of suggesting other names."""
    from kgraph.asking.kinds import kind_named
    from kgraph.errors import UnknownName

    try:
        yield
    except UnknownName as error:
        name = error.name
        try:
            kind_named(session.graph, name)
        except UnknownName:
            raise error from None
        word = name if name.isalnum() else f'"{echo(name)}"'
        raise refusal(lambda lang: words("cli.is_kind", lang, name=echo(name), word=word)) from None
