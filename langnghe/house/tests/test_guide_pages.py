"""`langnghe guide DIR`: the guides in both languages, whole without a server, with the pictures there are."""

import re
from pathlib import Path

import pytest

from langnghe.cli.main import main
from langnghe.files.tests.pictures import photo
from langnghe.house import guide, guide_pages
from langnghe.kernel.refused import Refused

pytestmark = pytest.mark.once


@pytest.fixture
def one_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only picture that a walk has made: a phone's screen."""
    path = tmp_path / "viec.png"
    path.write_bytes(photo(780, 1688, "PNG"))
    monkeypatch.setattr(guide, "picture_file", lambda name: path if name == "viec-hom-nay" else None)
    return path


def test_every_guide_is_a_page_in_both_languages_and_all_it_points_to_lies_in_the_folder(
    one_picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "huong dan"
    for _turn in ("new", "again"):
        assert main(["guide", str(folder)]) == 0
    told = capsys.readouterr()
    assert str(folder / "index.html") in told.out
    assert "to-truong-phan-doi" in told.err
    pages = list(folder.glob("*.html"))
    assert len(pages) == 2 * (len(guide_pages.GUIDES) + 1)
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"#]+)', page.read_text("utf-8")):
            assert (folder / target).is_file(), f"{page.name} points to {target}"
    for sheet in folder.rglob("*.css"):
        for target in re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8")):
            assert (sheet.parent / target).is_file(), f"{sheet.name} points to {target}"
    shown = (folder / "truc-ban.html").read_text("utf-8")
    assert '<html lang="vi">' in shown
    assert 'src="hinh/viec-hom-nay.png" width="390" height="844"' in shown
    assert (folder / "hinh" / "viec-hom-nay.png").read_bytes() == one_picture.read_bytes()
    assert "Take it up as a matter" in (folder / "duty-desk.html").read_text("utf-8")


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("của ai đó")
    with pytest.raises(Refused, match="Xin chọn thư mục khác"):
        guide_pages.build(tmp_path / "tep")
    assert (tmp_path / "tep").read_text() == "của ai đó"
