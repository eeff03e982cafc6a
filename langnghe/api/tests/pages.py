"""How tests reach what programs ask: each address names a row of the cast's ward."""

from langnghe.answering.tests.pages import came, handed_over, matter
from langnghe.api.tests.asking import address
from langnghe.matters.tests.pages import released
from langnghe.opinions.tests.test_receive import say
from langnghe.promises.tests.pages import promised
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


def _plain(name: str) -> None:
    @page(f"api:{name}")
    def plain(cast: Cast) -> str:
        return address(name)


for _name in ["index", "document", "me", "wards", "topics", "opinions", "matters", "slips", "arrivals", "write_down"]:
    _plain(_name)


@page("api:nothing")
def nothing(cast: Cast) -> str:
    return "/api/v1/khong-co"


@page("api:groups")
def groups(cast: Cast) -> str:
    return address("groups", cast.ward.slug)


@page("api:board")
def board(cast: Cast) -> str:
    released(cast)
    return address("board", cast.ward.slug)


@page("api:board_matter")
def board_matter(cast: Cast) -> str:
    return address("board_matter", cast.ward.slug, released(cast).serial)


@page("api:promises")
def promises(cast: Cast) -> str:
    promised(cast)
    return address("promises", cast.ward.slug)


@page("api:figures")
def figures(cast: Cast) -> str:
    return address("figures", cast.ward.slug)


@page("api:opinion")
def opinion(cast: Cast) -> str:
    return address("opinion", say(cast).opinion.serial)


def _of_matter(name: str) -> None:
    @page(f"api:{name}")
    def of_matter(cast: Cast) -> str:
        return address(name, matter(cast).serial)


for _name in ["matter", "hand_on", "noted"]:
    _of_matter(_name)


def _of_slip(name: str) -> None:
    @page(f"api:{name}")
    def of_slip(cast: Cast) -> str:
        return address(name, handed_over(cast).id)


for _name in ["slip", "slip_accepted", "slip_sent_back"]:
    _of_slip(_name)


def _of_arrival(name: str) -> None:
    @page(f"api:{name}")
    def of_arrival(cast: Cast) -> str:
        return address(name, came(cast).id)


for _name in ["arrival", "arrival_accepted", "arrival_refused"]:
    _of_arrival(_name)
