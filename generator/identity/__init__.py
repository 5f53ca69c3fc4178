"""Minted ids: every exchange, paragraph and sentence keeps its address through every edit of the text.

Ids are the same in all editions, never reused and never renumbered. The ledger (`ids.json`) remembers what each id
stood for; `match` recognises it in the present text.
"""

from generator.identity.ledger import Ledger, Retired, conflicts, named, read, resolve, text
from generator.identity.matching import match, mint

__all__ = ["Ledger", "Retired", "conflicts", "match", "mint", "named", "read", "resolve", "text"]
