"""The promises whose standing changed last, as an Atom feed (RFC 4287): what is public on the page and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree as xml

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from langnghe.commitments.models import Claim, Commitment, Confirmation, GivingUp, Miss, Move
from langnghe.commitments.reads import Card
from langnghe.kernel.clock import HANOI
from langnghe.kernel.formats import short_date
from langnghe.places.models import Ward
from langnghe.promises.reads import Promise, cards, serial_of

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50


def atom(ward: Ward, promises: Sequence[Promise], *, address: str, query: str = "") -> bytes:
    """The feed of some promises. `address`: where this installation is reached, without a slash at the end."""
    xml.register_namespace("", ATOM)
    changed = last_changes(ward)
    newest = sorted(promises, key=lambda promise: changed[promise.id], reverse=True)[:MOST]
    page, own = reverse("promises:index", args=[ward.slug]), reverse("promises:feed", args=[ward.slug])
    feed = xml.Element(_name("feed"), {"xml:lang": "vi"})
    _text(feed, "id", _tag(ward, "loi-hua" + query))
    _text(feed, "title", f"{ward.name}: lời hứa với bà con")
    _text(feed, "updated", _time(max((changed[promise.id] for promise in newest), default=ward.opened_at)))
    _link(feed, "self", f"{address}{own}{query}", "application/atom+xml")
    _link(feed, "alternate", f"{address}{page}{query}", "text/html")
    xml.SubElement(_child(feed, "author"), _name("name")).text = ward.name
    with override("vi"):
        for promise, card in cards(newest):
            _entry(feed, ward, promise, card, changed[promise.id], address)
    written: bytes = xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def last_changes(ward: Ward) -> dict[UUID, datetime]:
    """When something last happened to each promise of a ward; six statements."""
    found = dict(Commitment.objects.filter(ward=ward).values_list("id", "made_at"))
    steps = (
        Move.objects.values_list("commitment_id").annotate(at=Max("moved_at")),
        Claim.objects.values_list("commitment_id").annotate(at=Max("claimed_at")),
        Claim.objects.exclude(voided_at=None).values_list("commitment_id").annotate(at=Max("voided_at")),
        Confirmation.objects.values_list("claim__commitment_id").annotate(at=Max("at")),
        GivingUp.objects.values_list("commitment_id").annotate(at=Max("at")),
        Miss.objects.values_list("commitment_id").annotate(at=Max("at")),
    )
    for step in steps:
        for commitment_id, at in step.filter(ward=ward).order_by():
            found[commitment_id] = max(found[commitment_id], at)
    return found


def _entry(feed: xml.Element, ward: Ward, promise: Promise, card: Card, at: datetime, address: str) -> None:
    serial = serial_of(ward, promise.about)
    entry = _child(feed, "entry")
    _text(entry, "id", _tag(ward, f"loi-hua/{serial}/{promise.number}"))
    _text(entry, "title", f"{card.state_name}: {promise.about.title}")
    _text(entry, "updated", _time(at))
    _link(entry, "alternate", address + reverse("matters:matter", args=[ward.slug, serial]), "text/html")
    due = short_date(card.commitment.due_on)
    _text(entry, "summary", f"{card.commitment.words} Chịu trách nhiệm: {promise.unit}. Hẹn ngày {due}.")


def _tag(ward: Ward, rest: str) -> str:
    """A tag of the ward's own log origin and opening day, which never change (RFC 4151)."""
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
