"""Grades, samples and compares recordings."""
