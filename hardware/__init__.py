"""Boards, mat, gloves, pucks and jig, as code. Takes part tables and pad positions, gives files to order and print."""
