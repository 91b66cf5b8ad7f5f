"""`pawpress baseline`: how one person pushes with the arms."""
