"""The source of what runs is offered, whole, without anything of the ward's."""

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from langnghe.house import source


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    source.archive.cache_clear()
    yield
    source.archive.cache_clear()


def _names(content: bytes) -> list[str]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as packed:
        return packed.getnames()


@pytest.mark.django_db
def test_the_page_names_the_licence_and_leads_to_the_file(client: Client) -> None:
    page = client.get("/ma-nguon/").content.decode()
    assert "AGPL" in page
    assert 'href="/ma-nguon/lang-nghe.tar.gz"' in page


@pytest.mark.django_db
def test_the_file_holds_the_source_and_the_licence(client: Client) -> None:
    answer = client.get("/ma-nguon/lang-nghe.tar.gz")
    assert answer["Content-Type"] == "application/gzip"
    assert 'filename="lang-nghe.tar.gz"' in answer["Content-Disposition"]
    content = answer.getvalue()
    assert int(answer["Content-Length"]) == len(content)
    names = _names(content)
    for name in ("LICENSE", "bin/run", "pyproject.toml", "langnghe/house/source.py", "requirements/run.txt"):
        assert f"lang-nghe/{name}" in names


@pytest.mark.django_db
def test_nothing_private_is_in_it(client: Client) -> None:
    names = _names(client.get("/ma-nguon/lang-nghe.tar.gz").getvalue())
    assert not [name for name in names if "/.local" in name or "/.venv" in name or Path(name).suffix in source.NEVER]


def test_a_key_is_left_out_even_when_somebody_committed_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.py", "ward.key", "web.secret", "langnghe.sqlite3"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    monkeypatch.setattr(source, "_tracked", lambda: {path.name: path for path in tmp_path.iterdir()})
    assert list(source.source_files()) == ["a.py"]


def test_data_kept_inside_the_checkout_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = Path(settings.DATA) / "words.txt"
    hidden.write_text("x")
    monkeypatch.setattr(source, "_tracked", lambda: {"words.txt": hidden})
    assert source.source_files() == {}


def test_without_git_the_package_itself_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_tracked", lambda: None)
    names = source.source_files()
    assert "langnghe/house/source.py" in names
    assert not [name for name in names if name.endswith((".pyc", ".mo"))]


def test_the_same_source_gives_the_same_bytes() -> None:
    first = source.archive().read_bytes()
    source.archive().unlink()
    source.archive.cache_clear()
    assert source.archive().read_bytes() == first
