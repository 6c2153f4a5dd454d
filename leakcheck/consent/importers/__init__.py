"""Bring people from elsewhere into a ledger: tables, address books, answers by mail. One small file a format."""
