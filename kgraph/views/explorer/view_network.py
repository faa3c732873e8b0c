"""The view of the network around a thing; the script draws it from the data of the page."""

from __future__ import annotations

from kgraph.views.explorer.views import View

__all__ = ["NETWORK"]

NETWORK = View(
    "natverk", "view_network", ("coverage",), shown=lambda part: (part.tables["coverage"],), template="view_network.html.j2", once=lambda _: True,
)  # fmt: skip
