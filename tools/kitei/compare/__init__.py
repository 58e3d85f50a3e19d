"""Comparing two texts (改正): what became of every provision. No I/O, no clock."""
