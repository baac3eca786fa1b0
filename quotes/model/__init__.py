"""The trained network: text in, attributions out. Importing it loads nothing."""
