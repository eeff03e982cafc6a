"""Doors: each view says who may knock. The decorators only mark; people's middleware enforces."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

DoorKind = Literal["public", "officer", "account", "setup", "token"]
View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class Door:
    """Who may pass: anyone, an officer with a capability, a signed-in account, the installer, or a program.

    `writes`: only a program whose token may change things.
    """

    kind: DoorKind
    capability: str = ""
    writes: bool = False


def _mark(view: View, door: Door) -> View:
    view.door = door  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may pass."""
    return _mark(view, Door("public"))


def account(view: View) -> View:
    """A signed-in officer may pass, even before the second factor is set up."""
    return _mark(view, Door("account"))


def setup(view: View) -> View:
    """Only while this installation has no ward yet, with the code printed on the console."""
    return _mark(view, Door("setup"))


def officer(capability: str) -> Callable[[View], View]:
    """A signed-in officer with a second factor and a mandate that carries `capability` may pass."""

    def decorate(view: View) -> View:
        return _mark(view, Door("officer", capability))

    return decorate


def token(capability: str, *, writes: bool = False) -> Callable[[View], View]:
    """A program with a token of a mandate that carries `capability` may pass; no session ever does.

    Nothing a browser sends by itself opens it, so nothing can be forged from another site.
    """

    def decorate(view: View) -> View:
        view.csrf_exempt = True  # type: ignore[attr-defined]
        return _mark(view, Door("token", capability, writes))

    return decorate


def door_of(view: object) -> Door | None:
    """The door of a view, or None when it declares none (then nobody passes)."""
    return getattr(view, "door", None)
