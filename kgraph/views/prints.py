"""A drawing as PNG or PDF, without a browser: typst sets one page of the drawing's size, with what it shows as alternative text.

The PDF is tagged (PDF/UA-1), its text is text, and no clock is in it.  The fonts are those of the machine, and typst's own
where there are none, so the bytes are the same on one machine and may differ between two.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.views.svg import Picture
from kgraph.wording import refused

__all__ = ["pdf", "png"]

_PIXELS = 192.0
"""Pixels of an inch in a PNG: twice those of a drawing, sharp on paper and on dense screens."""
_PAGE = """
#set page(width: auto, height: auto, margin: 0pt)
#set document(title: sys.inputs.title, description: sys.inputs.alt, author: "kgraph", date: none)
#set text(lang: sys.inputs.lang)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt)
"""


def png(svg: bytes, picture: Picture) -> bytes:
    """The drawing `svg` (as `Picture.file` gives it) in pixels, two for each unit of the drawing.

    Raises `UsageError` when the optional extra `pictures` is not installed.
    """
    return _made(svg, picture, "png", "sv")


def pdf(svg: bytes, picture: Picture, lang: str = "sv") -> bytes:
    """The drawing `svg` as a tagged PDF of one page with title, language and alternative text; raises as `png` does."""
    return _made(svg, picture, "pdf", lang)


def _made(svg: bytes, picture: Picture, form: str, lang: str) -> bytes:
    try:
        import typst
    except ImportError:
        raise refused("pictures.no_library") from None
    values: Mapping[str, str] = {"svg": svg.decode(), "title": picture.title, "alt": picture.description, "lang": lang}
    more = {"ppi": _PIXELS} if form == "png" else {"pdf_standards": ["ua-1"]}
    made = typst.compile(_PAGE.encode(), format=form, sys_inputs=dict(values), ignore_system_fonts=False, **more)  # type: ignore[call-overload]
    return bytes(made)
