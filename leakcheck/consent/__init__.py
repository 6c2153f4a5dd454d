"""The ledger: who agreed to what."""
