"""What the owners of a plan have said of an interpretation."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from kgraph.model.base import Frozen

__all__ = ["Decision", "Review"]

Decision = Literal["confirm", "reject"]


_PERSONAL = re.compile(r"@|\d{6}[-+]?\d{4}|\d{7,}")
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+")


def _real_date(written: str) -> str:
    dt.date.fromisoformat(written)
    return written


def _impersonal(written: str) -> str:
    """No e-mail address, personal number, phone number, or a first name and a surname."""
    if _PERSONAL.search(written) or _NAME.fullmatch(written.strip()):
        raise ValueError("personal data")
    return written


class Review(Frozen):
    """One decision on one interpreted link: when, by which role (never a person), which way and why.

    `link` is the id of the link (`Link.id`); a later review of the same link replaces an earlier one.
    """

    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_date)]
    by: Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_impersonal)]
    decision: Decision
    link: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.\-]+--[A-Za-z]+--[a-z0-9.\-]+$")]
    note: Annotated[str, AfterValidator(_impersonal)] = ""
