"""What the lines of the logs have in common: a role that is no person, a note without personal data."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

__all__ = ["Note", "Role"]

_PERSONAL = re.compile(r"@|\d{6}[-+]?\d{4}|\d{7,}")
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+")


def _impersonal(written: str) -> str:
    """No e-mail address, personal number, phone number, or a first name and a surname."""
    if _PERSONAL.search(written) or _NAME.fullmatch(written.strip()):
        raise ValueError("personal data")
    return written


Role = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_impersonal)]
"""Who speaks: a role or a body, never a person."""
Note = Annotated[str, AfterValidator(_impersonal)]
"""A remark in free words; nothing at all when there is none."""
