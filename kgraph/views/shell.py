"""The one page shell: autoescaped templates, data as JSON blocks, and a policy that forbids every outside request.

The policy names the hash of each script and style of the page, so nothing else runs: no handler in an
attribute, no injected element, no file from elsewhere.  Text reaches the page in two ways only: through
autoescaped templates, or as JSON that the page's script reads and sets as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["json_block", "packed", "parts", "policy", "render"]

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_block(value: Any) -> Markup:
    r"""A value as JSON that can stand inside a script element: no sign in it can end the element or start another.

    >>> json_block("</script>")
    Markup('"\\u003c/script\\u003e"')
    """
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Markup(plain.translate(_UNSAFE))  # noqa: S704  # the three signs that HTML knows are escaped above


def parts(folder: str, without: Sequence[str] = ()) -> str:
    """The files of a folder of `assets`, joined in the order of their names, without indents and comments, and without the
    files of views that the page does not have.
    """
    files = sorted(resources.files(__package__).joinpath("assets", folder).iterdir(), key=lambda file: file.name)
    wanted = (file for file in files if file.is_file() and file.name not in without)
    code = "".join(_slim(file.read_text(encoding="utf-8")) for file in wanted)
    if folder == "css":
        return _CSS_SPACES.sub("", code)
    return _JS_SPACES.sub(r"\1", code) if folder == "js" else code


_CSS_SPACES = re.compile(r"(?<=[;{]) | (?=[{}])|(?<=[a-z]:) (?=[^:])|(?<=[)\w],) |(?<=[,;{])\n")
"""The spaces of a style sheet that only its reader needs; none of them stands in a selector or a string."""


_JS_SPACES = re.compile(r" (=>|={1,3}|!==|&&|\|\||[?:]) ")
"""The spaces around signs of a script that stand in none of its strings."""


def _slim(code: str) -> str:
    """Code without what only its reader needs; comments stand on lines of their own, and no string spans lines."""
    lines = (line.strip() for line in _plain(code).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*")))


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The content security policy of a page with these inline scripts and styles."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = (f"{name} {' '.join(_hash(one) for one in ones) or _NONE}" for name, ones in allowed.items())
    return "; ".join(
        [f"default-src {_NONE}", *hashes, "img-src data: blob:", f"base-uri {_NONE}", f"form-action {_NONE}"]
    )


_NONE = "'none'"


def packed(code: str) -> str:
    """A script in a third of its bytes, as base64, for a data block that the page's own script unpacks (`DecompressionStream`).

    The zlib format is chosen since it says neither when nor on what machine it was made.
    """
    return base64.b64encode(zlib.compress(code.encode("utf-8"), 9)).decode("ascii")


def render(
    template: str, *, scripts: Sequence[str], styles: Sequence[str], later: Sequence[str] = (), **context: Any
) -> str:
    """A page from one of the templates; `scripts` and `styles` are put inline and named in the policy.

    `later` are scripts that the page's own script puts in when they are needed (see `packed`): the policy names them too.
    """
    values = {
        "policy": policy([*later, *scripts], styles),
        "scripts": [_raw(script, "</script") for script in scripts],
        "styles": [_raw(style, "</style") for style in styles],
        **context,
    }
    return _joined(_environment().get_template(template).render(values))


_CODE = re.compile(r"(<(?:script|style)[ >].*?</(?:script|style)>)", re.DOTALL)
_BREAK = re.compile(
    r"(</(?:tr|t[dh]|li|[udo]l|d[td]|div|section|t?head|tbody|table|h[2-4]|option|figure)>|<(?:tr|ul|tbody|thead)>)\n+(?=<)"
)
"""A line break beside an element that begins a line of its own anyway."""


def _joined(html: str) -> str:
    """A page without the line breaks that only a reader of its source needs; its scripts and styles are left as they are."""
    return "".join(part if place % 2 else _BREAK.sub(r"\1", part) for place, part in enumerate(_CODE.split(html)))


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_template), trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip


def _template(name: str) -> str:
    """A template without its indents, which only its reader needs."""
    text = _plain(resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8"))
    return "".join(f"{line.lstrip()}\n" for line in text.splitlines())


def _plain(text: str) -> str:
    """Lines ended by a line feed, however the file was checked out."""
    return text.replace("\r\n", "\n")


def _raw(code: str, end: str) -> Markup:
    if end in code.lower():
        raise ValueError(f"code of the page's own may not contain {end!r}")
    return Markup(code)  # noqa: S704  # the package's own files, never data


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
