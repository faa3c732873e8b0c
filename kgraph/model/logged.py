"""What the lines of the logs have in common: a role that is no person, a note without personal data."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

__all__ = ["Note", "Role"]

_PERSONAL = re.compile(r"@|\d{6}[-+]?\d{4}|\d{7,}")


_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+")
_BODY = re.compile(
    r"(?i)(?:region|polis|kommun|grupp|nämnd|råd|styrelse|kontor|stad|förvaltning|ledning|council|board|police|office|group)"
)


def _impersonal(written: str) -> str:
    """No e-mail address, personal number or phone number, and no two capitalised words alone unless they name a body."""
    if _PERSONAL.search(written) or (_NAME.fullmatch(written.strip()) and not _BODY.search(written)):
        raise ValueError("personal data")
    return written


Role = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$"), AfterValidator(_impersonal)
]
"""Who speaks, on one line: a role or a body, never a person; whether it is one, `kgraph.speakers` judges by the graph."""
Note = Annotated[str, AfterValidator(_impersonal)]
"""A remark in free words; nothing at all when there is none."""
