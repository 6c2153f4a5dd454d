"""Mail templates: bytes -> Draft with `template` set, placeholders understood and left where they stand."""
