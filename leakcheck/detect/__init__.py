"""Text -> sightings of personal data."""
