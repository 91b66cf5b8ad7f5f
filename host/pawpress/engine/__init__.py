"""Engine: wires link, pipeline and sinks, and owns the loop and the one host clock. It never draws."""
