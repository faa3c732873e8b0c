"""Options that have no meaning together are refused, so that none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.core import ParameterSource

from kgraph.cli.help import refusal, words

__all__ = ["one_only", "refuse_alone", "refuse_together"]


def refuse_together(ctx: click.Context, *clashes: tuple[str, str]) -> None:
    """Refuse two options (or an argument and an option) that ask for different things, by the names that click has for them."""
    for first, second in clashes:
        if _is_given(ctx, first) and _is_given(ctx, second):
            names = _written(ctx, first), _written(ctx, second)
            raise refusal(lambda lang, names=names: words("cli.not_together", lang, first=names[0], second=names[1]))  # type: ignore[misc]  # a default of the names' type


def one_only(_ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> str | None:
    """The one value of an option that means one thing, where it is declared with `multiple`; several are refused, not dropped."""
    if len(set(values)) > 1:
        raise refusal(lambda lang: words("cli.one_only", lang, option=param.opts[0], values=", ".join(values)))
    return values[0] if values else None


def refuse_alone(ctx: click.Context, other: str, options: Iterable[str]) -> None:
    """Refuse options that only say something together with another one."""
    for one in options:
        if _is_given(ctx, one) and not _is_given(ctx, other):
            names = _written(ctx, one), _written(ctx, other)
            raise refusal(lambda lang, names=names: words("cli.only_with", lang, option=names[0], other=names[1]))  # type: ignore[misc]  # a default of the names' type


def _is_given(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE and bool(ctx.params[name])


def _written(ctx: click.Context, name: str) -> str:
    """A parameter as a person writes it: the option, or what stands where an argument does."""
    param = next(one for one in ctx.command.params if one.name == name)
    return param.opts[0] if isinstance(param, click.Option) else f"«{ctx.params[name]}»"
