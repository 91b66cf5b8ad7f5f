"""The breadboard build: where every leg goes, and the picture of it."""
