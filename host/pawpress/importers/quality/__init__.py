"""Stage 4, quality: readings that no sensor or no hand made."""
