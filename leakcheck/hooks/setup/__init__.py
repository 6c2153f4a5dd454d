"""Lines that put leakcheck into the settings of mail programs, and out again."""
