"""Where the pages of an interview are, below the locale's prefix."""


def interview(slug: str) -> str:
    """The interview."""
    return f"interviews/{slug}/"


def exchange(slug: str, identifier: str) -> str:
    """One exchange of it."""
    return f"interviews/{slug}/{identifier}/"


def parallel(slug: str) -> str:
    """It and its translation, side by side."""
    return f"interviews/{slug}/parallel/"


def history(slug: str) -> str:
    """Its corrections."""
    return f"interviews/{slug}/history/"


def data(slug: str) -> str:
    """The figures said in it."""
    return f"interviews/{slug}/data/"
