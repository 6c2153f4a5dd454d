"""Select rules, run checks, turn hits into findings."""
