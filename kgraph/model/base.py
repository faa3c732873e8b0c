"""The shapes that every record shares: text in two languages, nodes and links.

All records are frozen pydantic models that refuse unknown fields.  A record holds
only what can be written in every format kgraph exports; where a record came from in
a file is kept beside it (in `Records`), never inside it, so that a graph read
back from Turtle equals the one that was written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

__all__ = [
    "Day",
    "Frozen",
    "Id",
    "Link",
    "LinkStatus",
    "Names",
    "Node",
    "Qualification",
    "Short",
    "Text",
    "Written",
    "as_set",
]

SHORT_LABEL_MAX = 32
"""The longest short label, in characters: what fits in one box of the network view."""


class Frozen(BaseModel):
    """A pydantic model that cannot change and that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.\-][a-z0-9]+)*$", max_length=64)]
"""A short, stable ASCII name: lower-case letters, digits, single hyphens or dots between them."""


def _as_written(value: Any) -> Any:
    """A year written without quotes is a number to YAML; the source wrote text, so text it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Written = Annotated[str, BeforeValidator(_as_written), StringConstraints(min_length=1)]
"""Text as the source writes it; whole numbers (years) are accepted and kept as text."""


def _as_day(value: Any) -> Any:
    """A day that exists, as ISO text; anything else is refused with an error that says how to write one."""
    written = value.isoformat() if type(value) is date else value
    try:
        if isinstance(written, str) and _ISO_DAY.fullmatch(written.strip()) and date.fromisoformat(written.strip()):
            return written.strip()
    except ValueError:
        pass
    raise PydanticCustomError("iso_day", "not a day written YYYY-MM-DD")


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[str, BeforeValidator(_as_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as ISO text, "2027-01-31"; one that does not exist is refused."""


def as_set(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sorted, each value once: the order of a set of names says nothing, and RDF does not keep it."""
    return tuple(sorted(set(values)))


Names = Annotated[tuple[str, ...], AfterValidator(as_set)]
"""A set of words, kept as a sorted tuple."""


class Text(Frozen):
    """Words in Swedish and, where somebody has written them, in English."""

    sv: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)] | None = None

    def pick(self, lang: str) -> str:
        """The words in `lang` ("sv" or "en"); Swedish where English is missing."""
        return self.en if lang == "en" and self.en else self.sv


class Short(Text):
    """A label of at most 32 characters for pictures and narrow tables, written by a person."""

    sv: Annotated[str, StringConstraints(min_length=1, max_length=SHORT_LABEL_MAX)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=SHORT_LABEL_MAX)] | None = None


class Node(Frozen):
    """One thing in the graph.  `document` is the id of a `Source`, `locator` the place in it.

    `unknown` names what the source is known to say but the text at hand has lost (bold type,
    colour, a picture); such a value is left out and listed here, never guessed.

    `interpreted` names the fields whose values no source states: they are an analyst's reading, and `rationale` says why
    the reading is reasonable.  Such a value counts with interpretations only, as an interpreted link does.
    """

    kind: ClassVar[str] = "Node"

    id: Id
    label: Text
    short: Short | None = None
    abbreviation: str | None = None
    aliases: Names = ()
    description: Text | None = None
    note: Text | None = None
    document: Id | None = None
    locator: Written | None = None
    unknown: Names = ()
    interpreted: Names = ()
    rationale: Text | None = None

    def told(self, field: str, *, interpreted: bool) -> Any:
        """The value of a field; None for a reading of our own where interpretations do not count."""
        return None if field in self.interpreted and not interpreted else getattr(self, field)

    @property
    def brief(self) -> Text:
        """The short label where there is one, the full label otherwise."""
        return self.short or self.label


LinkStatus = Literal["stated", "interpreted", "confirmed", "rejected"]
"""stated: the source says it · interpreted: an analyst's reading · confirmed, rejected: what the plan's owners said of it."""

FIRM: tuple[LinkStatus, ...] = ("stated", "confirmed")
"""The statuses of what a source states or the plan's owners have confirmed."""


class Qualification(Frozen):
    """How sure a statement is, who makes it and where, and why.

    `stated_in` is the id of the table or list (`PlanTable`) that the statement stands in, where two lists of the same
    thing are to be compared.  `strength` is between 0 and 1 and only set when a source gives one.  `reviewed_by` (a role, never a person) and `reviewed_on` (a date) say who confirmed or
    rejected an interpretation and when.  An interpreted
    statement needs a `rationale`; the check S8 reports those that lack it.
    """

    status: LinkStatus = "stated"
    stated_in: Id | None = None
    document: Id | None = None
    locator: Written | None = None
    rationale: Text | None = None
    note: Text | None = None
    strength: Annotated[float, Field(ge=0, le=1)] | None = None
    reviewed_by: Written | None = None
    reviewed_on: Written | None = None


@final
class Link(Qualification):
    """One statement that relates two things, with its qualification."""

    source: Id
    relation: Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z]*$")]
    target: Id

    @property
    def id(self) -> str:
        """What a link is called in reviews and in RDF; several statements of the same link share it."""
        return f"{self.source}--{self.relation}--{self.target}"

    @property
    def counts_as_stated(self) -> bool:
        """True for what a source states or the plan's owners have confirmed."""
        return self.status in FIRM

    @property
    def is_proposal(self) -> bool:
        """True for a reading without a document behind it: a proposal that nobody has judged (see DECISIONS, 67)."""
        return self.status == "interpreted" and self.document is None

    @property
    def told_as(self) -> str:
        """The key of the words for its status, `status.…`: an unread proposal is told apart from what somebody has read."""
        return "unread" if self.is_proposal else self.status

    @property
    def counts(self) -> bool:
        """True for everything but rejected links: those count nowhere."""
        return self.status != "rejected"

    def counts_in(self, *, interpreted: bool) -> bool:
        """Whether it counts in one way of counting: with interpreted links, or by stated and confirmed ones alone."""
        return self.counts if interpreted else self.counts_as_stated

    def sort_key(self) -> tuple[str, ...]:
        """Order links by subject, relation, object, document, locator, list and status."""
        places = (self.document or "", self.locator or "", self.stated_in or "")
        return (self.source, self.relation, self.target, *places, self.status)
