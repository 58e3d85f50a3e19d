"""Rules that judge documents: values in, findings out; no files are opened here."""
