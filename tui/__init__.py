"""The Textual terminal app over the regimen library."""
