"""Simulation of the drawn schematic with ngspice."""
