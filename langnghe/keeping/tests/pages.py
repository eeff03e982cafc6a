"""How tests open the page of a promise, claimed with a photo."""

from django.urls import reverse

from langnghe.commitments import actions
from langnghe.commitments.models import Commitment, EvidencePhoto
from langnghe.files.actions import store_photo
from langnghe.files.tests.pictures import photo as picture
from langnghe.kernel.clock import local_today
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import released
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page

TITLE = "Đèn ở sân nhà văn hóa Tổ 4 không sáng"
WORDS = "Thay bóng đèn ở sân nhà văn hóa Tổ 4."


def doer(cast: Cast) -> Mandate:
    """Minh of the committee, or the neighbour's chief."""
    return cast["minh"] if "minh" in cast.mandates else cast["quy"]


def approver(cast: Cast) -> Mandate:
    """The chairman, or the neighbour's chief."""
    return cast["en"] if "en" in cast.mandates else cast["quy"]


def promised(cast: Cast) -> tuple[Matter, Commitment]:
    """A matter on the board and a promise about it, claimed done with a photo; one for all pages."""
    matter = Matter.objects.filter(ward=cast.ward, title=TITLE).select_related("ward").first()
    if matter is None:
        matter = released(cast, "Sân nhà văn hóa Tổ 4 tối om, bóng đèn hỏng từ Tết.", TITLE, "Bóng đèn ở sân hỏng.")
        row = actions.make(
            cast.ward, ("matters", matter.id), words=WORDS, responsible=doer(cast), due_on=local_today(),
            by=approver(cast),
        )  # fmt: skip
        shown = store_photo(cast.ward, picture(), by=doer(cast).actor)
        actions.claim(row, photos=[shown], by=doer(cast))
    return matter, Commitment.objects.get(subject_id=matter.id)


def address(cast: Cast, name: str, *more: object) -> str:
    matter, row = promised(cast)
    return reverse(f"keeping:{name}", args=[matter.serial, row.number, *more])


def photo_address(cast: Cast, name: str) -> str:
    _matter, row = promised(cast)
    return address(cast, name, EvidencePhoto.objects.filter(claim__commitment=row)[0].id)


@page("keeping:waiting")
def waiting(cast: Cast) -> str:
    promised(cast)
    return reverse("keeping:waiting")


@page("keeping:uncovered")
def uncovered(cast: Cast) -> str:
    promised(cast)
    return reverse("keeping:uncovered")


@page("keeping:promise")
def promise(cast: Cast) -> str:
    return address(cast, "promise")


@page("keeping:claim")
def claim(cast: Cast) -> str:
    return address(cast, "claim")


@page("keeping:move")
def move(cast: Cast) -> str:
    return address(cast, "move")


@page("keeping:give_up")
def give_up(cast: Cast) -> str:
    return address(cast, "give_up")


@page("keeping:confirm")
def confirm(cast: Cast) -> str:
    return address(cast, "confirm")


@page("keeping:uphold")
def uphold(cast: Cast) -> str:
    return address(cast, "uphold")


@page("keeping:set_aside")
def set_aside(cast: Cast) -> str:
    return address(cast, "set_aside")


@page("keeping:photo")
def photo(cast: Cast) -> str:
    return photo_address(cast, "photo")


@page("keeping:small_photo")
def small_photo(cast: Cast) -> str:
    return photo_address(cast, "small_photo")


@page("keeping:cover")
def cover(cast: Cast) -> str:
    return photo_address(cast, "cover")
