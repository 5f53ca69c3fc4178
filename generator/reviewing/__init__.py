"""`dragoman review`: an editor decides on the proposed figures in the terminal."""

from generator.reviewing.walk import walk

__all__ = ["walk"]
