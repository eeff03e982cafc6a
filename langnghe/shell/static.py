"""Static files that come out of installed packages: named one by one, nothing else is served."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

FILES = {
    "packages/htmx.js": ("django_htmx", "static/django_htmx/htmx-2.min.js"),
    "packages/leaflet/leaflet.js": ("leaflet", "static/leaflet/leaflet.js"),
    "packages/leaflet/leaflet.css": ("leaflet", "static/leaflet/leaflet.css"),
} | {
    # What the two name inside themselves.
    f"packages/leaflet/{name}": ("leaflet", f"static/leaflet/{name}")
    for name in ("leaflet.js.map", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
}


def package_file(package: str, inside: str) -> Path:
    """Path of a file inside an installed package, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"package {package} is not installed")
    return Path(spec.origin).parent / inside


class PackageFiles(BaseFinder):
    """Finds exactly the files of `FILES`."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(package_file(*FILES[path]))] if path in FILES else []
        # Not None when nothing is found: Django would take it for a match.
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        for served, (package, inside) in FILES.items():
            yield served, _Renamed(served, package_file(package, inside))


class _Renamed(FileSystemStorage):
    """One file under another name."""

    def __init__(self, served: str, path: Path) -> None:
        super().__init__(location=str(path.parent))
        self.served, self.file_path = served, str(path)

    def path(self, name: str) -> str:
        return self.file_path
