"""The data appendix: every figure that was said, with its sentence."""

from collections.abc import Iterator

from generator.exports import citations
from generator.pages import citing
from generator.pages.page import Page, SearchRecord
from generator.pages.render import render
from generator.pages.rows import rows
from generator.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """The one page at `data/`."""
    gettext = view.edition.ui.gettext
    path, title = "data/", gettext("Data appendix")
    groups = [(interview, found) for interview in view.interviews if (found := rows(view, interview))]
    description = gettext("Every figure that was said, with its unit, its period and the sentence that says it.")
    url = f"{view.settings.url}{view.locale}/{path}"
    cited = citations.of_dataset(title, key="data", url=url, publication=view.name, language=view.locale)
    body = render(view, "data", path, title=title, groups=groups, citations=citing.shown(view, cited))
    record = SearchRecord(f"<p>{description}</p>", "data", weight=5)
    yield Page(path, "data", title, description, body, script=citing.page_script(view, cited), search=record)
