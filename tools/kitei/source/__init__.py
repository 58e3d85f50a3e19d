"""The source form: text to values and back. No files are opened here."""
