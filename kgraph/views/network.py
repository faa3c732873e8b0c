"""The network of the answer: nodes and edges in a pyvis `Network`, placed here, drawn in the page by vis-network.

Only pyvis' `Network` object and the vis-network bundle that the package carries are used; its templates are not.
Positions are computed by a few barycentre sweeps over the columns cause | measure | area, and physics is off.
The page draws the part of this network that a question leaves, never the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path as File
from typing import Any

from kgraph.model import Path
from kgraph.views.columns import COLUMNS, column, places

__all__ = ["bundle", "network", "notice"]

_BUNDLE = "vis-9.1.2/vis-network.min.js"


def network(kinds: Sequence[str], touches: Mapping[int, Mapping[int, Path]]) -> dict[str, Any]:
    """Nodes, edges and options for vis-network.

    `kinds` holds the kind of each thing by its number, `touches` for each measure's number the best path to
    each thing that it touches.  An edge is dashed when its path is interpreted.
    """
    from pyvis.network import Network

    net = Network(directed=True, notebook=False, cdn_resources="in_line")
    shown = sorted({*touches, *(thing for paths in touches.values() for thing in paths)})
    rows = _places(shown, kinds, touches)
    net.nodes = [{"id": one, "level": column(kinds[one]), "y": rows[one]} for one in shown]
    net.edges = [
        {"from": measure, "to": thing, **({"dashes": True} if path.basis == "interpreted" else {})}
        for measure, paths in sorted(touches.items())
        for thing, path in sorted(paths.items())
    ]
    net.options = _OPTIONS
    return {"nodes": net.nodes, "edges": net.edges, "options": net.options}


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "zoomView": False,
        "hover": True,
        "selectConnectedEdges": False,
        "tooltipDelay": 150,
    },
    "nodes": {"shape": "box", "margin": 8, "borderWidth": 1, "font": {"size": 14}, "widthConstraint": 230},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}},
}


def _places(shown: Sequence[int], kinds: Sequence[str], touches: Mapping[int, Mapping[int, Path]]) -> dict[int, int]:
    """The row of each thing in its column, by what it is linked to without anything between."""
    near: dict[int, set[int]] = defaultdict(set)
    for measure, paths in touches.items():
        for thing, path in paths.items():
            if len(path.steps) == 1:
                near[measure].add(thing)
                near[thing].add(measure)
    return places([[one for one in shown if column(kinds[one]) == number] for number in range(len(COLUMNS))], near)


def bundle() -> str:
    """The vis-network program that the installed pyvis carries.  Raises `FileNotFoundError` when it carries none."""
    files = metadata.files("pyvis") or []
    found = [file for file in files if str(file).replace("\\", "/").endswith(_BUNDLE)]
    if not found:
        raise FileNotFoundError(f"the installed pyvis has no {_BUNDLE}; install pyvis 0.3.2 again")
    text = File(str(min(found, key=str).locate())).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").removesuffix("//# sourceMappingURL=vis-network.min.js.map").rstrip()


def notice(code: str) -> str:
    """Who made a program and under which licence: the comment at its head, without the signs around it."""
    return code[: code.index("*/")].removeprefix("/**").replace("\n *", "\n")
