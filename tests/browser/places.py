"""A page of each kind, in editions that differ in script and direction: what the browser tests go through."""

from __future__ import annotations

SLUG = "2024-05-07-zhang-hanhui"

KINDS = {
    "home": "",
    "interviews": "interviews/",
    "facets": "interviews/topic/",
    "facet": "interviews/topic/crude-oil/",
    "interview": f"interviews/{SLUG}/",
    "exchange": f"interviews/{SLUG}/q3/",
    "topics": "topics/",
    "topic": "topics/crude-oil/",
    "people": "people/",
    "person": "people/zhang-hanhui/",
    "data": "data/",
    "records": f"interviews/{SLUG}/data/",
    "measure": "data/chinese-imports-of-russian-crude-oil/",
    "questions": "questions/",
    "index": "index/",
    "written": "about/",
    "translations": "translations/",
}
"""Kind of page -> address of one below the locale's prefix."""

TRANSLATED = {"parallel": f"interviews/{SLUG}/parallel/"}
"""The same, for kinds that are only in editions that translate."""

ABOVE = {"chooser": "?choose", "notfound": "ar/nothing-is-here/"}
"""The pages above the editions, below the site's root."""

WIDTHS = {1280: 900, 390: 844}
"""Width of the window -> its height, in CSS pixels."""
