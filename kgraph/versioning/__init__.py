"""Two versions of the same plan: what is the same thing in both, what changed, and what each change did to coverage."""

from kgraph.versioning.change import CODES, Change
from kgraph.versioning.changes import LEFT_OUT, changes
from kgraph.versioning.effects import Effect, Side, effects, lost, sides, vanished
from kgraph.versioning.pairing import COMPARED, SAYS_PART, SAYS_SAME, Pair, Pairing, id_of, pairing

__all__ = [
    "CODES", "COMPARED", "LEFT_OUT", "SAYS_PART", "SAYS_SAME", "Change", "Effect", "Pair", "Pairing", "Side", "changes", "effects", "id_of", "lost", "pairing", "sides", "vanished",
]  # fmt: skip
