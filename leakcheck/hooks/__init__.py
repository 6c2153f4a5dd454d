"""Light entry points that mail programs start; nothing here imports typer or rich."""
