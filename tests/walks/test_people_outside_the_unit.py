"""The head of a group on a phone and the auditor at a desk: they write down, look on the spot, count again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from langnghe.commitments import actions, voices
from langnghe.commitments.rules import Stranger
from langnghe.keeping.tests import pages
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import HANOI, clock
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import released
from langnghe.opinions.tests.test_receive import say
from langnghe.testing import browser as browsers
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.stage import Stage
from tests.walks.pictures import GUIDE, alley_at_night, for_guide
from tests.walks.steps import Ward, said

pytestmark = [pytest.mark.slow, pytest.mark.once]
HEARD = "Cống trước nhà bà Tư nghẹt, mưa là nước tràn vào nhà."
CALLED = "Thùng rác đầu hẻm 15 đầy mấy ngày, chó bới tung cả ra đường."
PITS = "Ổ gà trước cổng trường mẫu giáo sâu cả gang tay, sáng nào cũng có người té."
PITS_TITLE = "Ổ gà trước cổng trường mẫu giáo"
PITS_DOUBT = "Lấp được một nửa, chỗ sát cổng vẫn còn nguyên."
ABOUT_ALL = "Võ Trường Giang, Nguyễn Thị Én và Vũ Thúy Nga chia nhau tiền quỹ của cán bộ."
GUIDES = ("to-truong.md", "giam-sat.md")


@pytest.fixture
def ward(monkeypatch: pytest.MonkeyPatch, served: Served, chromium: Browser, dien_hong: Cast, tmp_path: Path) -> Ward:
    """A promise whose senders were silent for a fortnight, one that a passer-by contests, words nobody may read."""
    with frozen("2026-06-01T09:00:00"):
        monkeypatch.setattr(pages, "picture", alley_at_night(tmp_path / "den.jpg", 800, 600).read_bytes)
        pages.promised(dien_hong)
    with frozen("2026-06-12T09:00:00"):
        _contested(dien_hong)
        say(dien_hong, ABOUT_ALL, about_officer=True)
    monkeypatch.setattr(clock, "read", lambda: datetime(2026, 6, 16, 8, 0, tzinfo=HANOI))
    sessions = {name: {key: one.value for key, one in client_for(dien_hong[name]).cookies.items()}
                for name in ("lan", "khoa")}  # fmt: skip
    return Ward(served, chromium, Stage(sessions, []))


def _contested(cast: Cast) -> None:
    matter = released(cast, PITS, PITS_TITLE, "Ổ gà sâu trước cổng trường mẫu giáo.")
    row = actions.make(cast.ward, ("matters", matter.id), words="Lấp ổ gà trước cổng trường.",
                       responsible=cast["minh"], due_on=date(2026, 6, 30), by=cast["en"])  # fmt: skip
    actions.claim(row, words="Đã lấp ổ gà bằng đá và nhựa nguội.", by=cast["minh"])
    voices.contest(row, voice=Stranger(b"browser of Tam"), words=PITS_DOUBT, by=resident(cast.ward.id))


def test_the_head_of_a_group_and_the_auditor_follow_their_guides(ward: Ward) -> None:
    """Lan on a phone without JavaScript; what she alone cannot do, Khoa completes."""
    lamp, pits = (Matter.objects.select_related("ward").get(title=title).serial for title in (pages.TITLE, PITS_TITLE))
    with in_hand(ward, "lan") as phone:
        lan_sees_what_waits(phone, lamp, pits)
        lan_writes_down_what_she_is_told(phone)
        lan_prints(phone)
        lan_looks_at_the_lamp(phone, lamp)
        lan_looks_at_the_pits(phone, pits)
        lan_counts_for_the_meeting(phone)
    with ward.desk("khoa") as desk:
        khoa_checks_the_figures(desk)
        khoa_reads_a_case_file(desk, lamp)
        khoa_looks_at_the_pits(desk, pits)
        khoa_passes_on_what_nobody_else_may_read(desk)
        khoa_counts_again(desk)
        khoa_sees_that_nothing_stopped(desk)
    the_guides_have_their_pictures()


@contextmanager
def in_hand(ward: Ward, username: str) -> Iterator[Page]:
    """The phone of an officer who has signed in."""
    with browsers.page(ward.browser, ward.product.local, java_script_enabled=False, **browsers.PHONE) as page:
        page.context.add_cookies([{"name": name, "value": value, "url": ward.product.local}
                                  for name, value in ward.stage.sessions[username].items()])  # fmt: skip
        yield page


def go(page: Page, *names: str) -> None:
    """By the navigation: group and page as the guide names them."""
    rooms = page.locator(".rooms-all")
    if rooms.get_attribute("open") is None and rooms.locator("> summary").is_visible():
        rooms.get_by_text("Các mục làm việc").click()
    for group in names[:-1]:
        rooms.locator("summary", has_text=re.compile(f"^{group}$")).click()
    rooms.get_by_role("link", name=names[-1], exact=True).click()


def lan_sees_what_waits(phone: Page, lamp: str, pits: str) -> None:
    phone.goto("/can-bo/")
    for_guide(phone, "to-truong-viec-hom-nay")
    look(phone, "outside 1 morning of the head of a group")
    expect(phone.locator("#contests").get_by_role("link", name=pits)).to_be_visible()
    expect(phone.locator("#confirm").get_by_role("link", name=lamp)).to_be_visible()


def lan_writes_down_what_she_is_told(phone: Page) -> None:
    """Somebody sits at her table, then somebody calls."""
    go(phone, "Ghi hộ")
    phone.get_by_role("link", name="Tại bàn").click()
    phone.get_by_label("Người dân nói gì?").fill(HEARD)
    phone.locator("input[name=group]").fill("3")
    for_guide(phone, "to-truong-ghi-ho", phone.get_by_text("Người dân nói gì?"))
    phone.get_by_role("button", name="Lưu và in phiếu kín").click()
    expect(phone.get_by_role("heading", name="Phiếu kín DH26-")).to_be_visible()
    expect(phone.get_by_text("Mã bí mật nằm ở phần gấp, chỉ hiện khi in.")).to_be_visible()
    go(phone, "Ghi hộ")
    phone.get_by_role("link", name="Qua điện thoại").click()
    phone.get_by_label("Người dân nói gì?").fill(CALLED)
    phone.get_by_role("button", name="Lưu, lấy số phiếu").click()
    for_guide(phone, "to-truong-so-phieu", phone.get_by_role("heading", name="Người gọi chọn"))
    look(phone, "outside 2 written down")
    for way in ("Hẹn gọi lại", "In phiếu kín", "Hiện mã để đọc"):
        expect(phone.get_by_role("button", name=way)).to_be_visible()
    go(phone, "Ghi hộ")
    phone.get_by_role("link", name="Đổi cuống lấy phiếu kín").click()
    expect(phone.get_by_label("Số trên cuống phiếu")).to_be_visible()


def lan_prints(phone: Page) -> None:
    go(phone, "Phường", "In giấy tờ")
    for_guide(phone, "to-truong-in-giay-to")
    phone.get_by_label("In mấy tờ phiếu?").fill("2")
    phone.get_by_role("button", name="Lấy số và xem phiếu").click()
    assert said(phone, ".blank-number")
    phone.get_by_role("link", name="In giấy tờ").first.click()
    phone.get_by_role("button", name="Xem áp phích").click()
    expect(phone.get_by_text("Phường lắng nghe.")).to_be_visible()


def lan_looks_at_the_lamp(phone: Page, lamp: str) -> None:
    """She went there, it burns; one person is not enough."""
    go(phone, "Lời hứa chờ xác nhận")
    for_guide(phone, "to-truong-cho-xac-nhan")
    look(phone, "outside 3 promises to confirm")
    phone.get_by_role("link", name=lamp).click()
    expect(phone.get_by_role("heading", name="Phường hứa")).to_be_visible()
    for_guide(phone, "to-truong-xac-nhan", phone.get_by_role("heading", name="Đã đến xem tận nơi?"))
    phone.get_by_role("button", name="Đã xong thật").click()
    expect(phone.get_by_text("Đã ghi lời xác nhận")).to_be_visible()
    go(phone, "Lời hứa chờ xác nhận")
    expect(phone.get_by_role("link", name=lamp)).to_have_count(0)


def lan_looks_at_the_pits(phone: Page, pits: str) -> None:
    phone.goto("/can-bo/")
    phone.locator("#contests").get_by_role("link", name=pits).click()
    expect(phone.get_by_text(PITS_DOUBT)).to_be_visible()
    for_guide(phone, "to-truong-phan-doi", phone.get_by_role("heading", name="Lời phản đối đang chờ xem"))
    look(phone, "outside 4 contest")
    expect(phone.get_by_role("heading", name="Bà con nói còn thiếu gì")).to_have_count(0)
    phone.get_by_role("button", name="Đúng, chưa xong").click()
    expect(phone.get_by_text("Đã ghi đồng ý với lời phản đối")).to_be_visible()


def lan_counts_for_the_meeting(phone: Page) -> None:
    """Numbers of her group; what stands behind them is counted for her and not opened."""
    go(phone, "Số liệu")
    phone.get_by_text("Chọn ngày, lĩnh vực, tổ, cách gửi").click()
    phone.get_by_label("Tổ", exact=True).select_option(label="Tổ 3")
    for_guide(phone, "to-truong-so-lieu", phone.get_by_text("Chọn ngày, lĩnh vực, tổ, cách gửi"))
    phone.get_by_role("button", name="Xem", exact=True).click()
    expect(phone.get_by_role("link", name="Tải về Excel")).to_be_visible()
    look(phone, "outside 5 figures of a group")


def khoa_checks_the_figures(desk: Page) -> None:
    desk.goto("/can-bo/")
    for_guide(desk, "giam-sat-viec-hom-nay")
    look(desk, "outside 6 morning of the auditor")
    expect(desk.get_by_role("heading", name="Phường lúc này")).to_be_visible()
    go(desk, "Số liệu")
    desk.get_by_role("link", name="Năm nay").click()
    for_guide(desk, "giam-sat-so-lieu")
    look(desk, "outside 7 figures")
    expect(desk.get_by_role("link", name="Tải về CSV")).to_be_visible()
    desk.locator("dl.numbers a").first.click()
    expect(desk).to_have_title(re.compile("Từng việc"))
    for_guide(desk, "giam-sat-tung-viec")
    look(desk, "outside 8 matter by matter")


def khoa_reads_a_case_file(desk: Page, lamp: str) -> None:
    """Reading it leaves a trace, which stands on the page afterwards."""
    go(desk, "Hồ sơ vụ việc")
    desk.get_by_label("Số việc").fill(lamp)
    desk.get_by_role("button", name="Tìm").click()
    for_guide(desk, "giam-sat-ho-so")
    desk.get_by_role("link", name=lamp).click()
    with desk.expect_download() as made:
        desk.get_by_role("button", name="Lập hồ sơ (PDF)").click()
    assert made.value.suggested_filename == f"ho-so-{lamp}.pdf"
    desk.reload()
    for_guide(desk, "giam-sat-lap-ho-so", desk.get_by_text("Không có liên hệ của người gửi"))
    look(desk, "outside 9 case file")
    expect(desk.get_by_role("heading", name="Đã lập trước đây")).to_be_visible()
    expect(desk.get_by_text("Bùi Đăng Khoa, Giám sát")).to_be_visible()


def khoa_looks_at_the_pits(desk: Page, pits: str) -> None:
    """The second person outside the unit: the work is reopened."""
    go(desk, "Lời hứa chờ xác nhận")
    desk.get_by_role("link", name="Lời phản đối").click()
    for_guide(desk, "giam-sat-phan-doi")
    desk.get_by_role("link", name=pits).click()
    desk.get_by_role("button", name="Đúng, chưa xong").click()
    expect(desk.get_by_text("Mở lại, phải làm tiếp").first).to_be_visible()
    for_guide(desk, "giam-sat-mo-lai")
    look(desk, "outside 10 reopened")


def khoa_passes_on_what_nobody_else_may_read(desk: Page) -> None:
    desk.goto("/can-bo/")
    desk.get_by_role("link", name="Đọc và chuyển lên cấp trên").click()
    for_guide(desk, "giam-sat-khong-con-ai")
    desk.locator("ul.rows a").click()
    expect(desk.get_by_text("chia nhau tiền quỹ")).to_be_visible()
    desk.get_by_label("Thanh tra tỉnh").check(force=True)
    desk.get_by_role("button", name="Chuyển", exact=True).click()
    expect(desk.get_by_role("button", name="In phiếu")).to_be_visible()
    look(desk, "outside 11 passed on")


def khoa_counts_again(desk: Page) -> None:
    """As anybody can."""
    desk.goto("/dien-hong/loi-hua/")
    for_guide(desk, "giam-sat-tu-dem", desk.get_by_role("heading", name="Tự đếm lại"))
    with desk.expect_download():
        desk.get_by_role("link", name="Tải lời hứa (CSV)").click()
    desk.get_by_role("link", name="Dữ liệu mở của phường").click()
    expect(desk.get_by_role("heading", name="Dữ liệu mở", level=1)).to_be_visible()


def khoa_sees_that_nothing_stopped(desk: Page) -> None:
    desk.goto("/can-bo/")
    go(desk, "Máy", "Việc nền")
    expect(desk.get_by_text("Không có việc nào bị dừng.")).to_be_visible()
    for_guide(desk, "giam-sat-viec-nen")
    go(desk, "Máy", "Thư báo tin")
    go(desk, "Người", "Ai được làm gì")
    for_guide(desk, "giam-sat-quyen")
    go(desk, "Người", "Cán bộ và chức danh")
    expect(desk.get_by_role("link", name="Bùi Đăng Khoa", exact=True)).to_be_visible()


def the_guides_have_their_pictures() -> None:
    """Every picture that the two guides show was made on this way."""
    for guide in GUIDES:
        shown = re.findall(r"\]\((hinh/[\w-]+\.png)\)", (GUIDE / guide).read_text("utf-8"))
        assert shown
        assert not [name for name in shown if not (GUIDE / name).is_file()], guide
