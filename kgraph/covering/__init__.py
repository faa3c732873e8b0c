"""Who covers what and how firmly: states, figures, tallies, and the choice of measures."""
