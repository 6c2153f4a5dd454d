"""Draft -> hits: one file a check, one explicit table of them."""
