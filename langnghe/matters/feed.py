"""The board as an Atom feed (RFC 4287): published words only, ids that stay whatever address serves them (RFC 4151)."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree as xml

from django.urls import reverse
from django.utils.translation import override

from langnghe.kernel.clock import HANOI
from langnghe.language.topics import name_of
from langnghe.matters.indexing import listed_at
from langnghe.matters.models import Matter
from langnghe.places.models import Ward

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50


def atom(ward: Ward, matters: Iterable[Matter], *, address: str, query: str = "") -> bytes:
    """The feed of some matters. `address`: where this installation is reached, without a slash at the end."""
    xml.register_namespace("", ATOM)
    listed = list(matters)
    board, own = reverse("matters:board", args=[ward.slug]), reverse("matters:feed", args=[ward.slug])
    feed = xml.Element(_name("feed"), {"xml:lang": "vi"})
    _text(feed, "id", _tag(ward, "viec" + query))
    _text(feed, "title", f"{ward.name}: việc bà con đã nói")
    _text(feed, "updated", _time(max((matter.changed_at for matter in listed), default=ward.opened_at)))
    _link(feed, "self", f"{address}{own}{query}", "application/atom+xml")
    _link(feed, "alternate", f"{address}{board}{query}", "text/html")
    xml.SubElement(_child(feed, "author"), _name("name")).text = ward.name
    with override("vi"):
        for matter in listed:
            _entry(feed, ward, matter, address)
    written: bytes = xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: xml.Element, ward: Ward, matter: Matter, address: str) -> None:
    entry = _child(feed, "entry")
    _text(entry, "id", _tag(ward, f"viec/{matter.serial}"))
    _text(entry, "title", matter.title)
    _text(entry, "published", _time(listed_at(matter.board_row or 0)))
    _text(entry, "updated", _time(matter.changed_at))
    _link(entry, "alternate", address + reverse("matters:matter", args=[ward.slug, matter.serial]), "text/html")
    if matter.topic:
        xml.SubElement(entry, _name("category"), {"term": matter.topic, "label": name_of(matter.topic)})
    _text(entry, "summary", f"{matter.get_state_display()}. {matter.text}")


def _tag(ward: Ward, rest: str) -> str:
    """A tag of the ward's own log origin and opening day, which never change."""
    host, _slash, name = ward.log_origin.partition("/")
    return f"tag:{host},{ward.opened_at.astimezone(HANOI):%Y-%m-%d}:{name or ward.code}/{rest}"


def _time(at: datetime) -> str:
    return at.astimezone(HANOI).isoformat(timespec="seconds")


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _child(parent: xml.Element, name: str) -> xml.Element:
    return xml.SubElement(parent, _name(name))


def _text(parent: xml.Element, name: str, text: str) -> None:
    _child(parent, name).text = text


def _link(parent: xml.Element, rel: str, href: str, media_type: str) -> None:
    xml.SubElement(parent, _name("link"), {"rel": rel, "href": href, "type": media_type})
