"""Two versions of the same plan: what is the same thing in both, what changed, and what each change did to coverage."""

from kgraph.versioning.change import CODES, Change
from kgraph.versioning.changes import LEFT_OUT, changes
from kgraph.versioning.effects import OUTCOMES, Effect, Side, effects, sides
from kgraph.versioning.pairing import COMPARED, SAYS_PART, SAYS_SAME, Pair, Pairing, id_of, pairing
from kgraph.versioning.standing import Shift

__all__ = [
    "CODES", "COMPARED", "LEFT_OUT", "OUTCOMES", "SAYS_PART", "SAYS_SAME", "Change", "Effect", "Pair", "Pairing", "Shift", "Side", "changes", "effects", "id_of", "pairing", "sides",
]  # fmt: skip
