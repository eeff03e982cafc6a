"""The source as the house rules read it: every file with its room, its syntax tree and what it imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "langnghe"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Import:
    """One imported module, where it stands, and whether a function hides it."""

    module: str
    line: int
    hidden: bool


@dataclass(frozen=True)
class Source:
    """One Python file of the product."""

    path: Path

    @property
    def name(self) -> str:
        """Path as people say it: `langnghe/places/models.py`."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The folder below langnghe/; empty for langnghe/__init__.py."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts or self.room == "testing"

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.name)

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(self.tree, self.module, hidden=False))

    @cached_property
    def strings(self) -> list[tuple[str, int]]:
        """Every string constant with its line (the fixed head of an f-string included)."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.Constant))
        return [(node.value, node.lineno) for node in nodes if isinstance(node.value, str)]

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with the dotted name that is called: `timezone.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node


@lru_cache
def every_file() -> tuple[Source, ...]:
    """All Python files of the package, tests and migrations included."""
    return tuple(Source(path) for path in sorted(PACKAGE.rglob("*.py")))


@lru_cache
def product() -> tuple[Source, ...]:
    """The files that make the product: without tests and migrations."""
    return tuple(source for source in every_file() if not source.is_test and not source.is_migration)


@lru_cache
def modules() -> frozenset[str]:
    return frozenset(source.module for source in every_file())


def templates() -> list[Path]:
    """All templates of all rooms."""
    return sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def say(path: Path) -> str:
    """A path as people say it."""
    return path.relative_to(ROOT).as_posix()


def _imports(node: ast.AST, module: str, *, hidden: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, hidden) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(name, child.lineno, hidden) for name in _names_from(child, module))
        else:
            yield from _imports(child, module, hidden=hidden or isinstance(child, FUNCTIONS))


def _names_from(node: ast.ImportFrom, module: str) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        parents = module.split(".")[: -node.level]
        base = ".".join([*parents, *([node.module] if node.module else [])])
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        yield inner if inner in modules() else base
