"""Foreign texts to documents: a guess, its doubts, and the proof that nothing was lost."""
