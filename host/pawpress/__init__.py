"""pawpress: makes the pressure of a massaging hand visible, live and afterwards."""

__version__ = "0.1.0"
