"""One picture per module, `table or graph -> Picture`; no picture knows another, and none knows a page."""
