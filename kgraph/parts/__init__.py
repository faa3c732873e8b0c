"""Parts of a graph: what one plan or document says, what is near, and what goes when a thing goes."""
