"""Links that may be missing: pairs that are not linked, ranked by a score whose every part can be shown.

The score is a sum of few parts between 0 and 1, each with its fixed weight (`WEIGHTS`): how alike the two texts are
(`kgraph.likeness`), and what the links already say of the two things.  A pair is proposed only where the texts share a word
or the things share a method; structure alone proposes nothing.  A pair that any link of the kind has joined already,
rejected ones included, or that is said to be distinct, is never proposed.  Rationales and notes are not read.
"""

from kgraph.missing_links.candidates import WEIGHTS, WHAT, Candidate, Part
from kgraph.missing_links.ranking import Ranking
from kgraph.missing_links.standing import Place, standing

__all__ = ["WEIGHTS", "WHAT", "Candidate", "Part", "Place", "Ranking", "standing"]
