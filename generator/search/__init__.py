"""Pages of an edition -> its search bundle. The only package that knows Pagefind.

A bundle is one or more shards `0/`, `1/`, … (Pagefind indexes that the browser merges), the vocabulary for misspelt
words, and `search.json`: what the dialog has to know before anything is typed.
"""

from generator.search.bundle import Getter, Stats, gather, index
from generator.search.staging import Documents, Summary, copies

__all__ = ["Documents", "Getter", "Stats", "Summary", "copies", "gather", "index"]
