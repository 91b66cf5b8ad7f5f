"""What an engine adds while it plays a recording: it looks ahead, keeps places to jump to, and tells of the whole."""
