from __future__ import annotations

from kgraph.examples import example
from kgraph.model import Path
from kgraph.paths.chains import touches
from kgraph.views import network


def test_nodes_stand_in_columns_and_edges_say_their_basis() -> None:
    graph = example()
    numbers = {node.id: place for place, node in enumerate(graph)}
    paths = {
        numbers[one.id]: {numbers[thing]: path for thing, path in touches(graph, one.id).items()}
        for one in graph.of_kind("Measure")
    }
    drawn = network.network([node.kind for node in graph], paths)
    level = {node["id"]: node["level"] for node in drawn["nodes"]}
    assert level[numbers["cause-skola"]] == 0
    assert level[numbers["m-skola"]] == 1
    assert level[numbers["area-narkotika"]] == 2
    assert level[numbers["actor-polisen"]] == 3
    edge = {(edge["from"], edge["to"]): edge.get("dashes", False) for edge in drawn["edges"]}
    assert edge[numbers["m-krogar"], numbers["area-narkotika"]] is False
    assert edge[numbers["m-skola"], numbers["area-narkotika"]] is True
    assert len(edge) == sum(len(things) for things in paths.values())
    assert drawn["options"]["physics"] == {"enabled": False}


def test_no_two_things_share_a_place() -> None:
    near = Path(steps=(), text=example()["m-krogar"].label)
    paths = {0: {2: near, 3: near}, 1: {2: near}}
    drawn = network.network(["Measure", "Measure", "Cause", "CrimeArea"], paths)
    assert len({(node["level"], node["y"]) for node in drawn["nodes"]}) == 4


def test_the_bundle_is_the_one_that_pyvis_carries() -> None:
    code = network.bundle()
    assert "@version 9.1.2" in code
    assert "Apache 2.0" in code
    assert "sourceMappingURL" not in code
    assert 'createElement("style")' not in code


def test_the_notice_of_the_bundle_can_be_read_in_the_page() -> None:
    notice = network.notice(network.bundle())
    assert notice.lstrip().startswith("vis-network")
    assert "The MIT License" in notice
    assert "Almende" in notice
    assert not {"<", ">", "&"} & set(notice)
    assert "--" not in notice
