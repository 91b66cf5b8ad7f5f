"""Pure drawing: numbers and words in, lines of styled text out. Knows nothing of widgets or of time."""
