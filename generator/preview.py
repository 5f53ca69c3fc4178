"""The pages of one interview shown anew in a built site, at once; the next build brings everything else up to date."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from generator import publish, sheets, views
from generator.config import Settings
from generator.moulds import Mould
from generator.pages import OfInterview
from generator.pages.view import View
from generator.publication import Publication, understood

Edition = tuple[View, Mapping[publish.Key, Mould]]
"""An edition as it was built, and the moulds that its pages were poured into."""


class Preview:
    """A built site, with what it was built from."""

    def __init__(self, loaded: Publication, editions: Sequence[Edition]) -> None:
        self._loaded, self._editions = loaded, editions

    @property
    def settings(self) -> Settings:
        """Those of the publication."""
        return self._loaded.settings

    def show(self, slug: str, writing: AbstractContextManager[object] | None = None) -> list[str]:
        """Write the pages of an interview, as its files are now, into the site; the locales in which that was possible.

        The lists that it is in, search, and what it has to do with others stay as they are. Files are put in their
        places one by one, each whole, while `writing` is held. Raises `InputError`.
        """
        settings = self.settings
        if slug not in self._loaded.own:
            return []
        now = understood(settings.interviews / slug, self._loaded.corpus.terms)
        shown = []
        for before, moulds in self._editions:
            view = views.again(before, now)
            made = list(sheets.rendered(view, OfInterview(slug).pages(view))) if view else []
            if made and not publish.lacking(made, moulds):
                self._write(made, before.locale, moulds, writing or nullcontext())
                shown.append(before.locale)
        return shown

    def _write(
        self,
        made: Sequence[publish.Rendered],
        locale: str,
        moulds: Mapping[publish.Key, Mould],
        writing: AbstractContextManager[object],
    ) -> None:
        settings = self.settings
        with tempfile.TemporaryDirectory(prefix="preview-", dir=settings.build) as temporary:
            paths = list(publish.pour(Path(temporary), made, moulds))
            with writing:
                for path in paths:
                    target = settings.site / locale / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    (Path(temporary) / path).replace(target)
