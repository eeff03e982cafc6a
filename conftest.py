"""Fixtures every test may use."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.template import Template
from django.test import TransactionTestCase
from django.test.utils import _TestState
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from langnghe.backups import traces
from langnghe.language import shelf
from langnghe.language.sorter import Sorter
from langnghe.opinions import flood
from langnghe.testing import browser as browsers
from langnghe.testing import cast as the_cast
from langnghe.testing import database, inspection, kept, prepared, sorting
from langnghe.testing import served as serving

TransactionTestCase._fixture_teardown = lambda case: database.empty()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The test database begins as a copy of one that the migrations made."""
    chosen = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        prepared.sqlite(Path(chosen["NAME"]))
    else:
        chosen["TEMPLATE"] = prepared.postgresql(os.environ["LANGNGHE_DATABASE"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy is not made anew; where it lies goes away with this process (`testing.settings`)."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, with what the migrations loaded remembered and the two casts kept ready."""
    with django_db_blocker.unblock():
        database.remember_loaded_rows()
        kept.keep(the_cast.dien_hong, the_cast.hac_thanh)


@pytest.fixture(scope="session", autouse=True)
def draw_plainly(django_test_environment: None) -> None:
    """In tests Django copies what each template is drawn from, for its client; no test of ours reads that."""
    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def speak_vietnamese() -> None:
    """A page that another test read in English leaves its language in the thread; each test begins in ours."""
    translation.activate("vi")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No limit, no answer and nothing to be swept is carried from one test to the next."""
    traces.state_file().unlink(missing_ok=True)
    for name in ("default", "near"):
        caches[name].clear()
    flood.forget()


@pytest.fixture
def dien_hong(db: None) -> the_cast.Cast:
    """Phường Diên Hồng with its officers."""
    return kept.put_back(the_cast.dien_hong)


@pytest.fixture(scope="session")
def sorter() -> Sorter:
    """What this machine would have learnt from all our examples."""
    return sorting.learnt()


@pytest.fixture
def sorts(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine has learnt to sort: a few words (`testing.sorting.KNOWS`)."""
    learnt = sorting.few_words()
    monkeypatch.setattr(shelf, "sorter", lambda: learnt)


@pytest.fixture
def hac_thanh(db: None) -> the_cast.Cast:
    """Phường Hạc Thành, the neighbour."""
    return kept.put_back(the_cast.hac_thanh)


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[serving.Served]:
    """The product behind two addresses for the whole run; ask for `served`."""
    with serving.serving() as product:
        yield product


@pytest.fixture
def served(transactional_db: None, server: serving.Served) -> serving.Served:
    """The served product: `served.private` (plain http, a hall's network) and `served.local` (passkeys work)."""
    return server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of the run."""
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def phone(chromium: Browser, served: serving.Served) -> Iterator[Page]:
    """A resident's phone, 390 px wide, without JavaScript, at the private address."""
    with browsers.page(chromium, served.private, java_script_enabled=False, **browsers.PHONE) as page:
        yield page


@pytest.fixture
def phone_js(chromium: Browser, served: serving.Served) -> Iterator[Page]:
    """A resident's phone with JavaScript, at the private address."""
    with browsers.page(chromium, served.private, **browsers.PHONE) as page:
        yield page


@pytest.fixture
def desktop(chromium: Browser, served: serving.Served) -> Iterator[Page]:
    """An officer's computer, 1280 px wide, at localhost, where passkeys work."""
    with browsers.page(chromium, served.local, **browsers.DESKTOP) as page:
        yield page


@pytest.fixture
def look() -> Callable[[Page, str], Path]:
    """Save a picture of a page for people to look at."""
    return browsers.look


@pytest.fixture(autouse=True)
def look_at_rows(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test that used the database: no row points into another ward, entries carry codes only."""
    uses = {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db")
    if not uses:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    wrongs = inspection.wrongs()
    assert not wrongs, "\n".join(wrongs)
