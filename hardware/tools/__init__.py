"""Generators and checks of the hardware: they write KiCad, OpenSCAD and drawing files and read them back."""
