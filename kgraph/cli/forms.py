"""Pictures and reports: which form they are written in, and where they go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kgraph.cli.help import bad_choice, refusal, words
from kgraph.cli.targets import STDOUT, is_folder, put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kgraph.cli.session import Session
    from kgraph.excerpts import Excerpt
    from kgraph.views.explorer.level import Openness

__all__ = ["put_picture", "put_report", "refuse_without_picture"]

_Form = TypeVar("_Form", bound=str)


def refuse_without_picture(given: Mapping[str, object]) -> None:
    """End with an error when an option was given that only pictures have."""
    if wrong := [name for name, value in given.items() if value]:
        raise refusal(lambda lang: words("cli.needs_picture", lang, option=wrong[0]))


def put_picture(
    session: Session, name: str, form_name: str | None, out: str | None, *, area: Sequence[str], level: Openness,
    stated: bool, on: date | None, force: bool, part: Excerpt | None,
) -> None:  # fmt: skip
    """Write a picture of the graph, or of a part of it."""
    from kgraph import picturing

    form = _form(form_name, out, picturing.FORMS)
    graph, lang = session.graph, session.lang
    with session.offers():
        made = picturing.picture(
            graph, name, area=area, on=session.day(on), lang=lang, level=level, interpreted=not stated, part=part
        )
    content = picturing.picture_file(graph, made, form, lang=lang, level=level, interpreted=not stated, part=part)
    _put(session, content, form, out, name=picturing.picture_name(graph, made, form, part), force=force)


def put_report(
    session: Session, form_name: str | None, out: str | None, *, level: Openness, on: date | None, force: bool
) -> None:  # fmt: skip
    """Write the annex to a plan, and say how open it is."""
    from kgraph import reporting
    from kgraph.wording import text

    form = _form(form_name, out, reporting.REPORT_FORMS)
    with session.offers():
        made = reporting.annex(session.graph, on=session.day(on), lang=session.lang, level=level)
    _put(session, reporting.annex_file(made, form), form, out, name=f"{made.name}.{form}", force=force)
    session.talk(text(f"report.written_{level}"))


def _form(name: str | None, out: str | None, forms: Sequence[_Form]) -> _Form:
    """The form that was asked for; that of the file's name where none was; the first one where that says nothing."""
    asked = name or (Path(out).suffix.lower().lstrip(".") if out and not is_folder(out) else "") or forms[0]
    for form in forms:
        if form == asked.lower():
            return form
    raise bad_choice(asked, forms)


def _put(session: Session, content: bytes, form: str, out: str | None, *, name: str, force: bool) -> None:
    """Write content to `out`: a file, a folder or stdout; without it to the folder of generated files."""
    from kgraph import project
    from kgraph.export import write_all

    if out is None or (out != STDOUT and is_folder(out)):
        folder = project.output_folder(session.data) if out is None else Path(out)
        session.wrote(*write_all({folder / name: content}, force=force))
    else:
        put(session, content, form, out, force=force)
