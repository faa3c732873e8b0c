"""Every pair of colours that meet on the page or in its pictures keeps to WCAG's contrast, in light and in dark."""

from __future__ import annotations

import re

import pytest

from kgraph.views import shell

TEXT = (
    ("ink", "ground"), ("ink", "surface"), ("ink", "accent-soft"), ("muted", "ground"), ("muted", "surface"), ("muted", "accent-soft"),
    ("link", "ground"), ("link", "surface"), ("link", "accent-soft"), ("accent-ink", "accent"), ("top-ink", "top"), ("top-muted", "top"),
    ("gap-ink", "gap-soft"), ("gap-ink", "ground"), ("gap-ink", "surface"), ("reading-ink", "reading-soft"), ("ok-ink", "ok-soft"), ("ground", "ink"),
    ("ground", "bar-stated"), ("ink", "heat-low"), ("ink", "heat-mid"), ("ink", "heat-high"),
    ("ink", "cause-fill"), ("ink", "measure-fill"), ("ink", "area-fill"), ("ink", "other-fill"),
)  # fmt: skip
SHAPES = (
    ("edge", "ground"), ("control", "ground"), ("focus", "ground"), ("focus", "surface"), ("focus", "accent-soft"), ("top-focus", "top"),
    ("accent", "ground"), ("bar-stated", "bar-track"), ("bar-stated", "ground"), ("bar-interpreted", "ground"),
    ("cause-line", "ground"), ("cause-line", "cause-fill"), ("measure-line", "ground"), ("measure-line", "measure-fill"), ("area-line", "ground"),
    ("area-line", "area-fill"), ("other-line", "ground"), ("other-line", "other-fill"),
)  # fmt: skip
ALL = [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in SHAPES]


def palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root ?\{(.*?)\}", shell.parts("css"), flags=re.DOTALL)[:2]
    light, dark = (dict(re.findall(r"--([a-z-]+): ?(#[0-9a-f]{6});", block)) for block in blocks)
    return [light, light | dark]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), ALL, ids=str)
def test_a_pair_can_be_told_apart(front: str, back: str, least: float, scheme: int) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[front], palette[back]) >= least


def test_both_palettes_name_the_same_colours_and_every_one_is_tried() -> None:
    light, dark = palettes()
    assert light.keys() == dark.keys()
    tried = {name for front, back, _ in ALL for name in (front, back)}
    assert light.keys() - tried == {"line"}  # a hairline between rows carries no meaning


def test_no_colour_stands_outside_the_palette() -> None:
    code = shell.parts("js")
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b", code) == []
