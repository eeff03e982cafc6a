"""The public address of a matter that was joined to another one: it leads on and tells nobody too much."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.kernel.actors import resident
from langnghe.matters import actions, gathering
from langnghe.matters.models import Joining, Matter, Support
from langnghe.matters.tests.saying import draft
from langnghe.matters.tests.test_public_pages import OURS, url_of
from langnghe.matters.tests.working import DARK, DOGS, fresh, only_opinion, taken_up
from langnghe.opinions import guarding
from langnghe.opinions.leaving import withdraw
from langnghe.testing.cast import Cast


def shown(cast: Cast, words: str = DARK) -> Matter:
    """A matter that was taken up and put on the board."""
    matter = taken_up(cast, words)
    return actions.release_opinion(only_opinion(matter), draft(words[:60], words), by=cast["dung"])


def joined(cast: Cast, first: Matter, into: Matter) -> Matter:
    gathering.merge(fresh(first), fresh(into), by=cast["dung"])
    return fresh(first)


def test_an_address_leads_to_the_matter_it_was_joined_to_and_the_page_says_so(dien_hong: Cast, client: Client) -> None:
    first, second = shown(dien_hong), shown(dien_hong, DOGS)
    joined(dien_hong, first, second)
    answer = client.get(url_of(dien_hong, first), follow=True)
    assert answer.redirect_chain == [(f"{url_of(dien_hong, second)}?tu={first.serial}", 302)]
    assert f"Việc {first.serial} nói cùng một chuyện nên đã nhập chung vào việc này" in answer.content.decode()


def test_a_chain_of_joinings_leads_to_its_end_also_past_a_matter_nobody_may_read(
    dien_hong: Cast, client: Client
) -> None:
    first, hidden, last = shown(dien_hong), taken_up(dien_hong, "Hẻm 12 tối."), shown(dien_hong, DOGS)
    joined(dien_hong, first, hidden)
    assert client.get(url_of(dien_hong, first)).status_code == 404
    joined(dien_hong, hidden, last)
    answer = client.get(url_of(dien_hong, first))
    assert answer["Location"].startswith(url_of(dien_hong, last))
    assert hidden.serial not in answer["Location"]
    assert client.get(url_of(dien_hong, hidden)).status_code == 404


def test_it_leads_nowhere_once_its_own_words_may_not_be_public_or_the_other_left_the_board(
    dien_hong: Cast, client: Client
) -> None:
    first, second, third = shown(dien_hong), shown(dien_hong, DOGS), shown(dien_hong, "Cống đầu hẻm 7 nghẹt, nước hôi.")
    opinion = only_opinion(first)
    joined(dien_hong, first, second)
    withdraw(opinion, by=resident(dien_hong.ward.id).actor)
    assert client.get(url_of(dien_hong, first)).status_code == 404
    joined(dien_hong, third, second)
    actions.take_back(fresh(second), reason="wrong", by=dien_hong["dung"])
    assert client.get(url_of(dien_hong, third)).status_code == 404


def test_taken_apart_again_it_leads_nowhere_until_it_is_released_anew(dien_hong: Cast, client: Client) -> None:
    first, second = shown(dien_hong), shown(dien_hong, DOGS)
    gathering.take_apart(joined(dien_hong, first, second), by=dien_hong["dung"])
    assert client.get(url_of(dien_hong, first)).status_code == 404


@pytest.mark.parametrize("word", ["", "DH26-V999-A", "xx", "%00"])
def test_nobody_can_make_the_page_say_that_something_was_joined_to_it(
    dien_hong: Cast, client: Client, word: str
) -> None:
    second = shown(dien_hong, DOGS)
    answer = client.get(url_of(dien_hong, second), {"tu": word or second.serial})
    assert "đã nhập chung vào việc này" not in answer.content.decode()


def test_the_case_file_and_a_press_on_an_old_page_lead_on_and_the_feed_names_the_new_address(
    dien_hong: Cast, client: Client
) -> None:
    first, second = shown(dien_hong), shown(dien_hong, DOGS)
    joined(dien_hong, first, second)
    slug = dien_hong.ward.slug
    answer = client.get(reverse("casefiles:covered", args=[slug, first.serial]))
    assert answer["Location"] == reverse("casefiles:covered", args=[slug, second.serial])
    client.post(url_of(dien_hong, first, "support"), headers=OURS)
    assert Support.objects.get().matter == second
    feed = client.get(reverse("matters:feed", args=[slug])).content.decode()
    assert second.serial in feed
    assert first.serial not in feed


def test_its_senders_find_the_matter_that_goes_on_behind_their_receipt(dien_hong: Cast) -> None:
    first, second = shown(dien_hong), shown(dien_hong, DOGS)
    opinion = only_opinion(first)
    joined(dien_hong, first, second)
    assert Joining.objects.get(opinion=opinion, parted_at=None).matter == second


def test_what_was_guarded_since_leads_nowhere(dien_hong: Cast, client: Client) -> None:
    first, second = shown(dien_hong), shown(dien_hong, DOGS)
    opinion = only_opinion(first)
    joined(dien_hong, first, second)
    guarding.mark(opinion, "crime", by=dien_hong["dung"])
    assert client.get(url_of(dien_hong, first)).status_code == 404
