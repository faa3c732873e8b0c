"""How long a search may go on."""

from __future__ import annotations

from time import monotonic

__all__ = ["Clock"]


class Clock:
    """A time limit: `going` says whether there is time left, `late` whether it ever said no."""

    def __init__(self, seconds: float) -> None:
        self.begun = monotonic()
        self.seconds = seconds
        self.late = False

    def spent(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self.begun

    def left(self, share: float = 1.0) -> float:
        """Seconds until `share` of the limit is spent; never below 0."""
        return max(self.seconds * share - self.spent(), 0.0)

    def going(self, share: float = 1.0) -> bool:
        """Whether `share` of the limit is not yet spent."""
        if self.left(share) > 0:
            return True
        self.late = True
        return False
