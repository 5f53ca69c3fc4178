"""Figures: the numbers that were said, by value, with what they measure and when; and the comparison of such numbers.

`propose` reads an interview; `values` and `compare` check a translation; `consistency` finds figures that contradict
each other, `derived` what they imply. Nothing here decides: figures are proposed until an editor confirms them.
"""

from generator.enrich.figures.compare import Difference, compare, values
from generator.enrich.figures.consistency import Conflict, Derived, consistency, derived
from generator.enrich.figures.proposals import propose
from generator.enrich.figures.value import Value

__all__ = ["Conflict", "Derived", "Difference", "Value", "compare", "consistency", "derived", "propose", "values"]
