"""Days: reading times in writing, how measures have gone, and when something is due."""
