"""One small file a report format."""
