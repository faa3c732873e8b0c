"""Somebody in front of the page, who does only what a person can: clicks on what is seen, or presses keys, types, and reads."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from typing import Literal

from playwright.sync_api import Locator, Page

__all__ = ["KeyboardPerson", "MousePerson", "Name", "Person"]

Name = str | re.Pattern[str]
_Role = Literal["button", "checkbox", "link"]

_HIT = """(one, [x, y]) => {
  const there = document.elementFromPoint(x, y);
  return Boolean(there) && (one.contains(there) || there.contains(one) && there.matches("a, button, label"));
}"""
_FOCUS = """() => {
  const one = document.activeElement, beside = one.nextElementSibling;
  const ring = (element) => { const { outlineStyle, outlineWidth } = getComputedStyle(element); return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2; };
  if (!ring(one) && !(beside && ring(beside))) return "no ring";
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  if (below <= above || right <= 0 || left >= innerWidth) return "out of sight";
  const points = [0.1, 0.5, 0.9].map((part) => [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, above + part * (below - above)]);
  return points.some(([x, y]) => { const there = document.elementFromPoint(x, y); return there && (one.contains(there) || there.contains(one)); }) ? "" : "covered";
}"""
"""What is wrong with the focus as a person sees it: no ring around it, scrolled away, or covered; nothing when all is well."""

_CELLS = """table => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")].map((cell) =>
  [...cell.querySelectorAll("a")].filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())))"""
_AHEAD = """one => {
  const now = document.activeElement;
  return one === now ? 0 : now !== document.body && one.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}"""
"""Whether something is what has the focus, or stands after it (or nothing has it), or before."""


class Person(ABC):
    """What both kinds of people do alike.  `clicks` and `presses` are counted; typing a word is neither."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.presses = 0
        self.screens = 0

    def open(self, name: Name, role: _Role = "link", within: Locator | None = None) -> None:
        """Use the first link, button or switch in sight that is called so."""
        place = within or self.page.locator("body")
        found = place.get_by_role(role, name=name, exact=isinstance(name, str)).first
        self._use(found)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Choose something in the list of choices that has this label."""
        place = within or self.page.locator("body")
        box = place.get_by_role("combobox", name=label, exact=True).first
        self._pick(box, option)
        chosen = box.evaluate("box => box.selectedOptions[0].textContent")
        assert chosen == option, f"{label}: {chosen}, not {option}"

    @abstractmethod
    def look_up(self, words: str, wanted: str) -> None:
        """Write in the search field and take the suggestion that is called `wanted`."""

    @abstractmethod
    def _use(self, target: Locator) -> None: ...

    @abstractmethod
    def _pick(self, box: Locator, option: str) -> None: ...

    def reads(self, place: Locator) -> str:
        """The words that can be seen there."""
        assert place.is_visible()
        return " ".join(place.inner_text().split())

    def reads_each(self, places: Locator) -> list[str]:
        """The words of each that can be seen."""
        return [" ".join(words.split()) for words in places.filter(visible=True).all_inner_texts()]

    def reads_cells(self, table: Locator) -> list[list[list[str]]]:
        """The names that can be seen in each cell of each row of a table that has names in its cells."""
        cells: list[list[list[str]]] = table.evaluate(_CELLS)
        return cells


class MousePerson(Person):
    """Rolls to what is wanted and clicks in the middle of it."""

    def look_up(self, words: str, wanted: str) -> None:
        self._click(self.page.get_by_role("combobox").first)
        self.page.keyboard.type(words)
        self._click(self.page.get_by_role("option").filter(has_text=wanted).first)

    def _use(self, target: Locator) -> None:
        self._click(target)

    def _pick(self, box: Locator, option: str) -> None:
        """The list of choices that opens is the system's own, so what is clicked on in it is handed over: a hand opens it, then picks."""
        self._hover(box)
        assert box.locator("option:not([hidden])").get_by_text(option, exact=True).count() == 1
        box.select_option(label=option)
        self.clicks += 2

    def _click(self, target: Locator) -> None:
        x, y = self._hover(target)
        self.page.mouse.click(x, y)
        self.clicks += 1

    def _hover(self, target: Locator) -> tuple[float, float]:
        """Where the middle of it is, when it has been rolled into sight and nothing lies over it."""
        target.wait_for(state="visible")
        for _ in range(40):
            x, y = self._middle(target)
            size = self.page.viewport_size
            assert size
            if 0 < y < size["height"] and target.evaluate(_HIT, [x, y]):
                self.page.mouse.move(x, y)
                return x, y
            self._roll(y - size["height"] / 2, size["height"])
        raise AssertionError(f"cannot be clicked: {target}")

    def _middle(self, target: Locator) -> tuple[float, float]:
        """The middle of its first line."""
        x, y, width, height = target.evaluate(
            "one => (({ x, y, width, height }) => [x, y, width, height])(one.getClientRects()[0])"
        )
        return x + width / 2, y + height / 2

    def _roll(self, far: float, height: int) -> None:
        self.page.mouse.wheel(0, far)
        self.screens += math.ceil(abs(far) / height)
        self.page.wait_for_timeout(100)


class KeyboardPerson(Person):
    """Has no mouse.  Where the focus is must be seen after every press."""

    def look_up(self, words: str, wanted: str) -> None:
        self._press("/")
        self.page.keyboard.type(words)
        offers = self.page.get_by_role("option")
        for _ in range(offers.count()):
            self._press("ArrowDown")
            if offers.and_(self.page.locator("[aria-selected=true]")).filter(has_text=wanted).count():
                break
        self._press("Enter")

    def _use(self, target: Locator) -> None:
        self._reach(target)
        self._press("Space" if target.get_attribute("type") == "checkbox" else "Enter")

    def _pick(self, box: Locator, option: str) -> None:
        """Write how the choice begins, as far as every keyboard has the letters, and go on with the arrows."""
        self._reach(box)
        far = "(box, name) => [...box.options].findIndex((one) => one.textContent === name) - box.selectedIndex"
        self.page.keyboard.type(re.split(r"[^A-Za-z]", option, maxsplit=1)[0])
        for _ in range(50):
            if not (left := box.evaluate(far, option)):
                return
            self._press("ArrowDown" if left > 0 else "ArrowUp")

    def _reach(self, target: Locator) -> None:
        """Go there; from the top of the page first past all that stands before the content."""
        target.wait_for(state="visible")
        if not self.presses and target.evaluate("one => Boolean(one.closest('main'))"):
            self._press("Tab")
            self._press("Enter", seen=False)
        for _ in range(150):
            if not (far := target.evaluate(_AHEAD)):
                return
            self._press("Tab" if far > 0 else "Shift+Tab")
        raise AssertionError(f"the keyboard does not reach it: {target}")

    def _press(self, key: str, *, seen: bool = True) -> None:
        self.page.keyboard.press(key)
        self.presses += 1
        if seen and key.endswith("Tab"):
            fault = self.page.evaluate(_FOCUS)
            assert not fault, f"{fault}: {self.page.evaluate('document.activeElement.outerHTML.slice(0, 200)')}"
