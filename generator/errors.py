"""Everything a person can put right, said with the file and the line to put it right in."""

from pathlib import PurePath


class DragomanError(Exception):
    """Root of every error this program raises on purpose; its text is for the person who runs the program."""


class InputError(DragomanError):
    """A file is not what it has to be.

    The message names the file, the line (when there is one), what was found and what was expected.
    """

    def __init__(self, file: str | PurePath, line: int | None, found: str, expected: str = "") -> None:
        self.file = str(file)
        self.line = line
        self.found = found
        self.expected = expected
        place = f"{file}:{line}" if line else f"{file}"
        super().__init__(f"{place}: {found}" + (f"\n  expected: {expected}" if expected else ""))

    def __reduce__(self) -> tuple[type, tuple[str, int | None, str, str]]:
        """An error crosses from one process to another with all its parts."""
        return type(self), (self.file, self.line, self.found, self.expected)


class MissingExtraError(DragomanError):
    """A file needs a library that is not installed."""

    def __init__(self, file: str | PurePath, needs: str, extra: str) -> None:
        self.arguments = str(file), needs, extra
        remedy = f"install it with: pip install 'dragoman[{extra}]'"
        super().__init__(f"{file}: reading this format needs {needs}\n  {remedy}")

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """An error crosses from one process to another with all its parts."""
        return type(self), self.arguments
