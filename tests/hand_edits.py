"""Twenty edits of the embassy interview as an editor makes them, one after the other, from one published build to the
next: each a function of the text of `interview.md`, except the two that rename its folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Edit = Callable[[str], str]


def swap(old: str, new: str) -> Edit:
    """Put one stretch of text, which must be there once, in the place of another."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, f"the interview has changed: {old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return edit


def move(line: str, before: str) -> Edit:
    """Cut a line, paste it before another."""

    def edit(text: str) -> str:
        return swap(before, f"{line}\n{before}")(swap(f"{line}\n", "")(text))

    return edit


def question(number: int, text: str) -> str:
    """A question with its heading, as it stands in the text."""
    found = re.search(rf"^## {number} .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, number
    return found[0]


def renumber(first: int, by: int) -> Edit:
    """Number the questions from one on anew."""

    def edit(text: str) -> str:
        return re.sub(
            r"^## (\d+)",
            lambda m: f"## {int(m[1]) + by}" if int(m[1]) >= first else m[0],
            text,
            flags=re.MULTILINE,
        )

    return edit


def delete_question(number: int) -> Edit:
    """Take a question out and close the gap in the numbers."""
    return lambda text: renumber(number + 1, -1)(text.replace(question(number, text), ""))


def insert_before(number: int, words: str) -> Edit:
    """A question before another, whose numbers move up."""
    return lambda text: renumber(number, 1)(text).replace(f"## {number + 1} ", f"{words}## {number + 1} ", 1)


def exchange_places(one: int, other: int) -> Edit:
    """Two questions in each other's place, numbered as they now stand."""

    def edit(text: str) -> str:
        first, second = question(one, text), question(other, text)
        text = text.replace(first, "\0").replace(second, first.replace(f"## {one} ", f"## {other} "))
        return text.replace("\0", second.replace(f"## {other} ", f"## {one} "))

    return edit


NEW_QUESTION = """\
## 9 The car market

**Russia Today:**
Which brands sell best in Russia this year?

**Zhang Hanhui:**
I have no figures on single brands at hand.

"""

AVIATION = "China attaches great importance to cooperation in the aviation field between the two countries"
OLD_QUESTION = f"""\
## 7 The aircraft

**Russia Today:**
How is it progressing?

**Zhang Hanhui:**
{AVIATION} and is willing to actively promote relevant project cooperation with Russia.

"""

SIBERIA = 'What is the progress of the negotiations on the "Power of Siberia 2" natural gas pipeline project?'
SUPPLY = "Will Russia’s oil supply to China be reduced as a result?"
MARKET = "From the perspective of market demand, China-Russia energy cooperation has broad prospects."
EURASIA = (
    "The Eurasian continent where China and Russia are located has more uncertain and unstable factors than before."
)
GROUP = "China and Russia's mutual visa exemption policy for group travel is also in normal operation"
RESTORE = "The most urgent thing now is to restore peace."
FRIEND = "President Putin is President Xi Jinping and an old friend of the Chinese people."
WELCOME = "China welcomes President Putin to pay a state visit to China after taking office."

EDITS: Mapping[str, Edit | str] = {
    "insert a sentence": swap(f"{MARKET}\n", f"Both sides keep to their contracts.\n{MARKET}\n"),
    "delete a sentence": swap("In March, it was close to the highest monthly record in history.\n", ""),
    "split a sentence": swap(f"{GROUP}, and tourists", f"{GROUP}.\nTourists"),
    "merge two sentences": swap(f"on.\n{RESTORE}", "on, and the most urgent thing now is to restore peace."),
    "move a sentence to another question": move(EURASIA, "It has been more than two years since the crisis in Ukraine"),
    "rewrite a sentence": swap("The two sides have not formally discussed the issue.", "No such talks took place yet."),
    "correct a word": swap("China will import 107 million tons", "China imported 107 million tons"),
    "rename a title": swap("## 2 A new trade target", "## 2 Trade in the coming year"),
    "rename the folder": "2024-05-07-embassy",
    "delete a question": delete_question(7),
    "insert a question and number the rest anew": insert_before(9, NEW_QUESTION),
    "add the deleted question again": insert_before(7, OLD_QUESTION),
    "split a paragraph": swap(f"{MARKET}\n", f"{MARKET}\n\n"),
    "merge two paragraphs": swap(f"{FRIEND}\n{WELCOME}\n\n", f"{FRIEND}\n{WELCOME}\n"),
    "move the sentence once more": move(EURASIA, "U.S. sanctions have caused certain problems"),
    "two questions change places": exchange_places(3, 4),
    "rename the folder again": "2024-05-07-ambassador",
    "make one question of two": lambda text: renumber(7, -1)(re.sub(r"^## 6 .*\n\n", "", text, flags=re.MULTILINE)),
    "move a question's second part into the first": move(SIBERIA, SUPPLY),
    "take out the introduction's last line": swap("The full text of the interview is as follows:\n\n", ""),
}
"""What the editor does -> the edit, or the folder's new name."""
