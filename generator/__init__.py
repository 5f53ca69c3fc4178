"""Dragoman: publish interviews, press conferences and oral histories as a static site in many languages."""

__version__ = "0.1.0"
