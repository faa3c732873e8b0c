"""Chains of links: which there are, how they are found, and how they read."""
