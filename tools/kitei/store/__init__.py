"""Files and history: the only place that touches the repository on disk."""
