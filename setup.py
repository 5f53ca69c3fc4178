"""What pyproject.toml cannot say: the interface's translations become part of the package when it is built.

Their one place in the repository is `translations/`; an editable install reads them there.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithInterface(build_py):
    """Copies `translations/<locale>/LC_MESSAGES/ui.po` to `generator/interface/<locale>.po`."""

    def run(self) -> None:
        """Build the package, then add the catalogs."""
        super().run()
        if self.editable_mode:
            return
        for catalog in Path("translations").glob("*/LC_MESSAGES/ui.po"):
            target = Path(self.build_lib, "generator", "interface", f"{catalog.parts[1]}.po")
            self.mkpath(str(target.parent))
            self.copy_file(str(catalog), str(target))


setup(cmdclass={"build_py": WithInterface})
