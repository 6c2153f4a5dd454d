"""Findings -> words: one small file a report format, and the pieces that they share."""
