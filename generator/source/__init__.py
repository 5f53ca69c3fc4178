"""The canonical text: `interview.md` <-> `Interview`, both ways.

Front matter, then the introduction, then a heading per exchange and a bold label per turn; one sentence a line, a
blank line ends a paragraph. `document` keeps every byte, so reading a file and writing it again changes nothing;
`read` understands it; `compose` writes a new one.
"""

from generator.source.composing import compose
from generator.source.document import FILE, Block, Document, document, write
from generator.source.reading import parse, read

__all__ = ["FILE", "Block", "Document", "compose", "document", "parse", "read", "write"]
