"""The integer core: which measure touches what, as numbers and packed bits in numpy.

Ids are interned once (`numbers`), causes that drive each other in a loop are one component, and one sweep over the
components in topological order makes T, "thing is touched by measure", for both ways of counting (`components`,
`touched`).  `Index` answers by ids for those who ask about a few things, and by arrays for those who ask about all.
The rule itself is in `kgraph.ways`; the tests compare T with a search over the links, with networkx and with SPARQL.
"""

from kgraph.index.core import Index
from kgraph.index.numbers import Adjacency

__all__ = ["Adjacency", "Index"]
