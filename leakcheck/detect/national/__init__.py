"""National identity numbers: their layouts and what proves each."""
