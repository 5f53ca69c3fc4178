"""DOCX -> Transcript, by way of the HTML that mammoth makes of it."""

from __future__ import annotations

import io
from dataclasses import replace

from generator.errors import InputError, MissingExtraError
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, archive, web, web_blocks, xml
from generator.model import Transcript

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nbr[type='page'] => hr"

SUFFIXES = (".docx",)
BINARY = True


def claim(source: Source) -> int:
    """By the part of an archive that holds the words."""
    return CERTAIN if archive.holds(source, "word/document.xml") else NO


def read(source: Source) -> Transcript:
    """A Word document: paragraphs, headings, lists (their numbers counted anew), tables, bold and italics."""
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError(source.name, "mammoth", "docx") from error
    packed = archive.opened(source.name, source.raw)
    for path in packed.namelist():
        if path.endswith((".xml", ".rels")):
            xml.refuse_entities(source.name, archive.member(source.name, packed, path)[:4096])
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(source.raw), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        ).value
    except RecursionError as error:
        raise InputError(source.name, None, "nested too deeply", "an ordinary document") from error
    except Exception as error:  # mammoth raises whatever its parsers raise
        raise InputError(
            source.name, None, f"not a readable DOCX ({type(error).__name__}: {error})", "a Word document"
        ) from error
    root = web.parse(source.name, f"<body>{html}</body>")
    found = tuple(replace(one, line=at) for at, one in enumerate(web_blocks.blocks(root), 1))
    metadata = {}
    if "docProps/core.xml" in packed.namelist():
        core = xml.parse(source.name, archive.member(source.name, packed, "docProps/core.xml"))
        title = core.findtext("{http://purl.org/dc/elements/1.1/}title")
        metadata = {"document-title": title.strip()} if title and title.strip() else {}
    return Transcript(source.name, "docx", found, metadata)
