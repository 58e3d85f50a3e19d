"""Kitei (規程): keep, check, compare and publish the policies of a public body."""

__version__ = "0.1.0"
