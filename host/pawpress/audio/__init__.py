"""Sound: the alarms that are heard."""
