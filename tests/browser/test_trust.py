"""A walk by keyboard alone, as a screen reader tells it; and links to what was moved, taken out or renamed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import config, publication
from generator import site as site_builder
from tests.browser.places import SLUG, WIDTHS

pytestmark = pytest.mark.browser

EXCHANGE = f"interviews/{SLUG}/q3/"
SMALL = "2023-06-01-harbour"


@pytest.fixture(params=WIDTHS)
def reader(request: Any, browser: Any) -> Iterator[Any]:
    """A page that may use the clipboard, in a wide window and on a phone."""
    width = request.param
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def focused(page: Any) -> str:
    """Role and name of what has the focus, as the accessibility tree has them; empty between the page's ends."""
    if page.evaluate("document.activeElement === document.body"):
        return ""
    snapshot = page.locator(":focus").aria_snapshot()
    return str(snapshot.partition("\n")[0].removeprefix("- ").removesuffix(":"))


def tab_to(page: Any, name: str) -> None:
    """Press Tab until what has this role and name has the focus."""
    heard = []
    for _ in range(80):
        page.keyboard.press("Tab")
        heard.append(focused(page))
        if heard[-1].startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name}: {heard}")


def clipboard(page: Any) -> str:
    """What was copied last."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_link_range_copy_and_cite_by_keyboard_alone(site: Any, reader: Any) -> None:
    """With nothing but Tab, Enter and the arrows, from the top of the page; every step has a name."""
    reader.goto(f"{site.url}en/{EXCHANGE}")
    tab_to(reader, 'button "Link to a sentence"')
    reader.keyboard.press("Enter")
    told = reader.get_by_role("group", name="Sentence tools").aria_snapshot()
    assert re.findall(r'(?:button|link) "([^"]*)"', told) == [
        "Previous sentence",
        "Next sentence",
        "Add the next sentence",
        "Copy link",
        "Copy quote",
        "Cite",
        "Report an error",
        "Close",
    ]
    assert focused(reader).startswith('button "Next sentence"')
    for _ in range(5):
        reader.keyboard.press("ArrowDown")
    said = reader.get_by_role("status").all_text_contents()
    assert any(words.startswith("In 2023, China will import 107 million tons") for words in said)
    reader.keyboard.press("Shift+ArrowDown")
    link = f"{site.url}en/{EXCHANGE}#q3.p2.s2:q3.p2.s3"
    tab_to(reader, 'button "Copy link"')
    reader.keyboard.press("Enter")
    reader.get_by_role("status").get_by_text("Link copied").wait_for()
    assert clipboard(reader) == link
    tab_to(reader, 'button "Copy quote"')
    reader.keyboard.press("Enter")
    reader.get_by_role("status").get_by_text("Quote copied").wait_for()
    assert clipboard(reader).startswith("“In 2023, China will import")
    assert link in clipboard(reader)
    tab_to(reader, 'button "Cite"')
    reader.keyboard.press("Enter")
    assert focused(reader) == 'heading "Cite" [level=2]'
    tab_to(reader, 'button "Copy Citation"')
    reader.keyboard.press("Enter")
    reader.get_by_role("status").get_by_text("Copied").wait_for()
    assert link in clipboard(reader)
    assert "28.53 million tons" in clipboard(reader)
    tab_to(reader, "text: BibTeX, RIS, CSL-JSON")
    reader.keyboard.press("Enter")
    tab_to(reader, 'button "Copy RIS"')
    reader.keyboard.press("Enter")
    reader.wait_for_function("() => navigator.clipboard.readText().then((text) => text.startsWith('TY  - '))")
    assert f"UR  - {link}" in clipboard(reader)


@pytest.mark.parametrize("locale", ["zh-Hans", "ru", "ar", "fr", "es", "it"])
def test_the_tools_are_named_in_the_readers_language(site: Any, page: Any, locale: str) -> None:
    """Every control, in no other language than the page's."""
    page.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s2")
    page.locator(".tools-open").first.click()
    english = page.locator(".tools").aria_snapshot()
    page.goto(f"{site.url}{locale}/{EXCHANGE}#q3.p2.s2")
    page.locator(".tools-open").first.click()
    theirs = page.locator(".tools").aria_snapshot()
    names = [[line for line in text.splitlines() if '"' in line] for text in (english, theirs)]
    assert len(names[0]) == len(names[1])
    assert not set(names[0]) & set(names[1])


@pytest.fixture(scope="module")
def edited(serve: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A site built, edited (two sentences moved, one cut, the folder renamed), and built again."""
    root = Path(shutil.copytree(Path(__file__).parents[1] / "sites/small", tmp_path_factory.mktemp("site") / "small"))
    publication.save_ids(publication.load(config.read(root)))
    folder = root / "docs/interviews" / SMALL
    text = (folder / "interview.md").read_text("utf-8")
    moved = "The ferry leaves from the Old Pier.\n"
    assert moved in text
    text = text.replace(moved, "").replace("Dredging will cost", f"{moved}Dredging will cost")
    (folder / "interview.md").write_text(text, "utf-8")
    folder.rename(folder.with_name("2023-06-01-ferry"))
    loaded = publication.load(config.read(root))
    publication.save_ids(loaded)
    return serve(site_builder.build(loaded, quiet=True, jobs=1).site)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_old_links_lead_on(edited: Any, page: Any, locale: str) -> None:
    """Through a renamed folder, to what has moved to another question: a notice and a link, or the range itself."""
    old = f"{edited.url}{locale}/interviews/{SMALL}/q1/"
    page.goto(f"{old}#q1.p2.s1")
    page.wait_for_url("**/2023-06-01-ferry/q1/#q1.p2.s1")
    assert page.locator(".s.marked").get_attribute("id") == "q1.p2.s1"
    page.goto(f"{old}#q1.p2.s2")
    page.wait_for_url("**/2023-06-01-ferry/q1/#q1.p2.s2")
    notice = page.locator(".retired:target")
    assert notice.locator("> span").is_visible()
    notice.get_by_role("link").click()
    page.wait_for_url("**/2023-06-01-ferry/#q1.p2.s2")
    assert page.locator(".s.marked").inner_text().startswith("The ferry leaves")
    page.goto(f"{old}#q1.p2.s1:q1.p2.s2")
    page.wait_for_url("**/2023-06-01-ferry/#q1.p2.s1:q1.p2.s2")
    marked = page.eval_on_selector_all(".s.marked", "all => all.map((one) => one.id)")
    assert marked[0] == "q1.p2.s1"
    assert marked[-1] == "q1.p2.s2"
