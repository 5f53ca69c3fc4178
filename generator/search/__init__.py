"""Pages of an edition -> its search bundle. The only package that knows Pagefind.

A bundle is `pagefind.js`, one or more shards `0/`, `1/`, … (Pagefind indexes that the browser merges), the vocabulary
for misspelt words, and `search.json`: what the dialog has to know before anything is typed.
"""

from generator.search.bundle import Stats, gather, index
from generator.search.staging import copies

__all__ = ["Stats", "copies", "gather", "index"]
