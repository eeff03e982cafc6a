"""Pages for the moment when nothing works: made of text alone, without database, templates or catalogues."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from langnghe.shell import kept

SHEET = "/static/shell/css/plain.css"
PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Lắng Nghe</title><link rel="stylesheet" href="{sheet}"></head>
<body><main><h1>{title}</h1><p>{words}</p><p lang="en">{english}</p>{form}
<p><a href="/">Về trang đầu <span lang="en">/ Front page</span></a></p></main></body></html>
"""


# A page cannot give files back: the browser still has them with the form it came from.
WITH_FILES = "Ảnh, tệp không có trong trang này. Muốn gửi kèm, bác bấm nút quay lại của trình duyệt rồi gửi từ đó."


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(
        request,
        500,
        "Máy gặp trục trặc",
        "Không phải lỗi của bác. Bác chờ một phút rồi thử lại; nếu vẫn vậy, xin báo cho phường.",
        "Something broke on our side. Please wait a minute and try again; if it stays, tell the ward.",
    )


def disk_full(request: HttpRequest) -> HttpResponse:
    """503: no space left, nothing was written."""
    response = _page(
        request,
        503,
        "Máy của phường hết chỗ chứa",
        "Chưa ghi được gì cả. Xin báo cho phường để dọn chỗ, rồi gửi lại sau; cần gấp thì gọi cho trực ban.",
        "The ward's machine is out of space and nothing was saved. Please tell the ward, then send again later.",
    )
    response.headers["Retry-After"] = "600"
    return response


def not_written(request: HttpRequest) -> HttpResponse:
    """503: disk or database failed; who got no answer has sent nothing."""
    response = _page(
        request,
        503,
        "Máy của phường chưa ghi được",
        "Chưa ghi được gì cả, bác cứ coi như chưa gửi. Bác chờ một phút rồi gửi lại; vẫn không được thì gọi hoặc đến "
        "gặp trực ban của phường.",
        "Nothing was saved: take it as not sent. Please wait a minute and send again, or call the ward's duty desk.",
    )
    response.headers["Retry-After"] = "60"
    return response


def _page(request: HttpRequest, status: int, title: str, words: str, english: str) -> HttpResponse:
    page = format_html(PAGE, title=title, words=words, english=english, form=_form(request), sheet=SHEET)
    return HttpResponse(page, status=status)


def _form(request: HttpRequest) -> str:
    held = kept.of(request)
    if held is None:
        return ""
    files = format_html("<p>{}</p>", WITH_FILES) if held.files else ""
    return format_html("{}{}", files, _words(request, held))


def _words(request: HttpRequest, held: kept.Kept) -> str:
    if not held.again:
        words = format_html_join("", "<p><textarea readonly>{}</textarea></p>", ((text,) for text in held.words))
        return format_html("<p>Lời bác viết vẫn còn đây, bác chép lại giữ:</p>{}", words) if words else words
    token = request.POST.get("csrfmiddlewaretoken", "")
    pairs = [("csrfmiddlewaretoken", token), *held.pairs]
    fields = format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
    shown = format_html_join("", "<blockquote>{}</blockquote>", ((text,) for text in held.words))
    return format_html(
        '<p>Lời bác viết vẫn còn đây.</p>{}<form method="post" action="{}">{}'
        "<button>Gửi lại / Send again</button></form>",
        shown,
        held.action,
        fields,
    )
