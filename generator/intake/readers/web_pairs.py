"""Two classes that take turns in a page: what stands in one asks, what stands in the other answers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

_FEWEST = 4
"""Pairs that make a habit."""
_SHARE = 0.8
"""Share of the elements of both classes that stand in such pairs."""
_SENTENCE = re.compile(r"[.!?…。！？؟]['\"»”’)\]]*\s*(?:[(（][^()（）]{1,20}[)）])?$")


def pairs(root: Any) -> dict[Any, str]:
    """The elements of two classes that take turns below one parent, `Q` and `A`, or nothing; the text of both ends as
    sentences do, so that names above speeches and headings above articles are none."""
    for parent in root.iter("div", "section", "article", "main", "body"):
        children = [one for one in parent if isinstance(one.tag, str) and one.get("class")]
        if len(children) >= 2 * _FEWEST and (found := _taking_turns([one for one in children if _words(one)])):
            return found
    return {}


def _taking_turns(children: list[Any]) -> dict[Any, str]:
    """The same for the children of one element that have a class and words."""
    classes = [one.get("class") for one in children]
    for (first, second), count in Counter(pairwise(classes)).most_common(2):
        asked = [one for one in children if one.get("class") == first]
        told = [one for one in children if one.get("class") == second]
        habit = first != second and count >= _FEWEST and 2 * count >= _SHARE * (len(asked) + len(told))
        opens = classes.index(first) < classes.index(second)
        if habit and opens and _shorter(asked, told) and all(map(_speaks, [*asked, *told])):
            return dict.fromkeys(asked, "Q") | dict.fromkeys(told, "A")
    return {}


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


def _speaks(node: Any) -> bool:
    """Whether an element holds sentences, and no heading or link that leads to an article."""
    return bool(_SENTENCE.search(_words(node))) and not node.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//li|.//td")


def _shorter(asked: list[Any], told: list[Any]) -> bool:
    """Whether those who ask say less in all than those who answer."""
    return sum(len(_words(one)) for one in asked) < sum(len(_words(one)) for one in told)
