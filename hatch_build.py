"""What a wheel needs besides the code: compiled translations, and what builds it again (the licence asks so)."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REST = [
    "README.md", "CHANGELOG.md", "STYLE.md", "LICENSE", "pyproject.toml", "hatch_build.py", "conftest.py",
    "requirements", "bin", "bench", "deploy", "docs", "tests",
]  # fmt: skip


class CustomBuildHook(BuildHookInterface):
    """Compiles each catalogue beside its source and adds the rest of the project under `langnghe/_rest/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files."""
        root = Path(self.root)
        sys.path.insert(0, self.root)
        import_module("langnghe.shell.catalogues").compile_all()
        for compiled in sorted(root.glob("langnghe/*/locale/*/LC_MESSAGES/*.mo")):
            build_data["artifacts"].append(f"/{compiled.relative_to(root)}")
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"] |= {
                str(path): f"langnghe/_rest/{path.relative_to(root)}" for path in _rest(root)
            }


def _rest(root: Path) -> list[Path]:
    found = [path for name in REST for path in [root / name, *sorted((root / name).rglob("*"))]]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]
