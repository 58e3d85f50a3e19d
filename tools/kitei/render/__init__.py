"""Values to outputs: pages, Word files, lists of findings."""
