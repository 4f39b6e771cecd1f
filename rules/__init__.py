"""Benefit law as pure functions and dated rates. Standard library only: pass dates in, get an award out."""
