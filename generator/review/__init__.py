"""The editor's decisions on proposed figures and topics: `review.yml` <-> `Review`, and proposals merged into it.

The file is written by the program and edited by people, on GitHub if need be: what they wrote, comments included, is
kept character for character; only records that change are rewritten, line by line.
"""

from generator.review.decisions import FIELDS, Review
from generator.review.merging import merge
from generator.review.reading import parse, read
from generator.review.writing import text

__all__ = ["FIELDS", "Review", "merge", "parse", "read", "text"]
