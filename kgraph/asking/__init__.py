"""Questions as people put them: sets of names, kinds by everyday words, and the hits with their proof."""
