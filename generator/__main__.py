"""`python -m generator` is the command `dragoman`."""

from generator.cli import main

main()
