"""Pages that a person opens in a browser: one self-contained HTML file each, made from a graph and its tables."""
