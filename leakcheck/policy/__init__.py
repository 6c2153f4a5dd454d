"""What this sender permits: leakcheck.toml, layers, locked keys and allows."""
