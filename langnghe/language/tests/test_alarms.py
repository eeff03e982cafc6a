"""What words give away, however they are written; and what they do not."""

import pytest

from langnghe.language import phrases
from langnghe.language.alarms import hear, listen
from langnghe.language.search import search_form

pytestmark = pytest.mark.once
LAMP = (
    "Đèn đường đầu hẻm 12 tắt nửa tháng nay, buổi tối đi lại rất khó, mọi người đi học thêm về sợ. Xin phường cho "
    "người coi lại giúp bà con, cảm ơn nhiều. Nhà tôi ở gần quán tạp hóa, rác cũng chưa ai dọn."
)


def heard(text: str) -> str:
    alarms = hear(text, search_form(text))
    return "".join(sign for sign, rings in (("C", alarms.crime), ("O", alarms.conduct), ("P", alarms.private)) if rings)


@pytest.mark.parametrize(
    "text",
    [
        "Nhà đó bán ma túy.", "nha do ban ma tuy", "NHÀ ĐÓ BÁN MA TUÝ", "nha do ban mtuy a", "Nó đập đá cả đêm",
        "Đêm qua nhà tôi bị trộm vào lấy xe", "tụi nó cho vay nặng lãi rồi tạt sơn", "no cam dao doi chem tui",
        "Bị giựt dây chuyền ngoài chợ", "Sòng bạc trong rẫy", "Có người giả danh công an lừa tiền má tôi",
    ],
)  # fmt: skip
def test_a_crime_is_heard_with_and_without_accents(text: str) -> None:
    assert "C" in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cán bộ một cửa hách dịch", "can bo hach dich", "Gọi 113 không ai nghe máy", "cskv bao ke quan nhau",
        "Báo công an phường ba lần mà không thấy ai xuống", "Công an phường có mặt sau hai tiếng, cảm ơn nhiều nha",
        "Mấy ông trên phường đòi phong bì", "Tổ trưởng thu tiền không biên lai",
    ],
)  # fmt: skip
def test_a_complaint_about_an_officer_is_heard(text: str) -> None:
    assert "O" in heard(text)


@pytest.mark.parametrize("text", ["Chồng tôi hay đánh tôi", "Bé gái 5 tuổi bị nhốt cả ngày", "be trai bi me ke bo doi"])
def test_a_child_or_violence_at_home_is_heard(text: str) -> None:
    assert "P" in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        LAMP, "Đường tối sợ bị giật đồ, xin gắn thêm đèn.", "Đề nghị phường tuyên truyền phòng chống ma túy.",
        "Ổ gà to quá, xe đâm vào hoài.", "Cảm ơn các chú công an đã giúp bà con.", "Tối nay bắn pháo hoa ở đâu?",
        "Đề nghị công an tuần tra ban đêm nhiều hơn.", "Xin gắn camera chống trộm đầu ngõ.", "Chó phải xích lại chứ.",
        "Nhà bên thả hai con chó lớn, hôm qua nó đuổi cháu tôi té trầy gối.",
        "den hem tat may bua nay, nho phuong sua giup", "Học sinh chạy xe máy không đội mũ bảo hiểm.",
    ],
)  # fmt: skip
def test_everyday_words_ring_nothing(text: str) -> None:
    assert heard(text) == ""


def test_a_crime_that_nobody_names_is_heard_by_what_stands_together() -> None:
    assert "C" in heard("Nửa đêm có hai người lạ đi xe không biển số, sáng ra cửa mở toang, tủ trống trơn.")
    assert heard("Nửa đêm mưa lớn, sáng ra đường ngập, xin phường thông cống giúp.") == ""


def test_hints_say_why_they_ring() -> None:
    text = "Nửa đêm có hai người lạ đi xe không biển số, sáng ra tủ trống trơn."
    assert {"night", "stranger", "secret", "gone"} <= listen(text, search_form(text)).classes


def test_in_words_with_accents_a_syllable_is_what_it_says() -> None:
    assert heard("Dân ở đây trông chờ lắm") == ""
    assert heard("Nhà nó giấu đạn") == "C"


def test_a_harmless_phrase_hides_only_what_lies_inside_it() -> None:
    assert heard("Phường tuyên truyền phòng chống ma túy hay lắm, mà nhà số 5 vẫn bán ma túy.") == "C"


def test_every_line_of_the_lists_can_be_found_as_it_is_written() -> None:
    for name in ("crime", "home", "conduct", "hints"):
        lists = phrases.read((name,), leave={phrases.HARMLESS})
        for kind, line in phrases._lines(name):
            text = next(iter(phrases._spelt_out(line))).replace(phrases.GAP, "")
            spoken = lists.spoken(text, search_form(text))
            if kind != phrases.HARMLESS:
                assert kind in {find.kind for find in lists.find(spoken)}, (name, text)


def test_letters_of_other_scripts_and_pictures_do_no_harm() -> None:
    assert heard("ма туи 🙂 \u0489 数 bán ma túy 🙂") == "C"
    assert heard("🙂" * 50) == ""
