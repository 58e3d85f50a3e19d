"""The document model: values only, standard library only, no I/O and no clock."""
