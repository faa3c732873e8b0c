"""What a measure and its parts are linked to, who stands behind it, and what is told of it wherever one is listed."""
