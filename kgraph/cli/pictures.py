"""`kgraph view PICTURE`: which form a picture is written in, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.cli.help import bad_choice, refusal, words
from kgraph.cli.targets import STDOUT, is_folder, put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.cli.session import Session
    from kgraph.picturing import Form

__all__ = ["put_picture", "refuse_without_picture"]


def refuse_without_picture(given: Mapping[str, object]) -> None:
    """End with an error when an option was given that only pictures have."""
    if wrong := [name for name, value in given.items() if value]:
        raise refusal(lambda lang: words("cli.needs_picture", lang, option=wrong[0]))


def put_picture(
    session: Session, name: str, form_name: str | None, out: str | None, *, area: str | None, level: str, stated: bool, force: bool
) -> None:  # fmt: skip
    """Write a picture to `out`: a file, a folder or stdout; without it to the folder of generated files."""
    from kgraph import picturing, project
    from kgraph.export import write_all
    from kgraph.views.explorer import published

    openness = "open" if level == "open" else "internal"
    graph, form = published(session.graph, openness), _form(form_name, out)
    made = picturing.picture(graph, name, area=area, lang=session.lang)
    content = picturing.picture_file(graph, made, form, lang=session.lang, level=openness, interpreted=not stated)
    if out == STDOUT:
        return session.give(content, form)
    if out is None or is_folder(out):
        folder = project.output_folder(session.data) if out is None else Path(out)
        return session.wrote(*write_all({folder / picturing.picture_name(graph, made, form): content}, force=force))
    return put(session, content, form, out, force=force)


def _form(name: str | None, out: str | None) -> Form:
    """The form that was asked for; that of the file's name where none was; SVG where that says nothing."""
    from kgraph.picturing import FORMS

    asked = name or (Path(out).suffix.lower().lstrip(".") if out and not is_folder(out) else "") or FORMS[0]
    for form in FORMS:
        if form == asked.lower():
            return form
    raise bad_choice(asked, FORMS)
