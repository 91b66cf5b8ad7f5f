"""A real rig: its port, its identity, arming, calibration and flashing."""
