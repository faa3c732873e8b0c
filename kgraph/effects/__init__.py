"""What acting leads to, what a claim rests on, and the graph as it would be."""
