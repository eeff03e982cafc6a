"""The rows of a page and the long choices, drawn by patterns: a template asks a dozen questions for each of a hundred
rows, which cost more than reading them from the database.
"""

from collections.abc import Collection, Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from langnghe.inbox.rows import Row
from langnghe.shell.escaping import filled, joined
from langnghe.shell.templatetags.shell import badge

LONGEST_WORDS = 160
_ROW = """<li class="row inbox-row" data-key="{key}">
<div class="inbox-pick"><input type="checkbox" name="chon" value="{key}.{seen}" id="chon-{key}" \
form="hang-loat"{checked}>\
<label for="chon-{key}"><span class="unseen">{choose} <span translate="no">{serial}</span></span></label></div>
<div class="inbox-body">
<div class="row-head"><span class="row-title"><a href="{url}" id="{key}" translate="no">{serial}</a></span>{marks}</div>
<p>{words}</p>
<p class="row-meta">{about}</p>
</div>
</li>
"""


def drawn(rows: Sequence[Row], picked: Collection[str] = ()) -> SafeString:
    """The rows of one page. `picked`: the keys of those that are ticked."""
    choose, wordless = _("Chọn"), format_html('<span class="quiet">{}</span>', _("(không còn lời nào)"))
    marks = {some: joined("", [badge(*one) for one in some]) for some in {row.marks for row in rows}}
    lines = (
        {
            "key": row.key, "seen": row.seen, "checked": _CHECKED if row.key in picked else "", "choose": choose,
            "serial": row.serial, "url": row.url, "marks": marks[row.marks],
            "words": _words(row.words) if row.words else wordless, "about": row.about,
        }
        for row in rows
    )  # fmt: skip
    return filled(_ROW, lines)


_CHECKED, _SELECTED = format_html("{}", " checked"), format_html("{}", " selected")


def _words(words: str) -> SafeString:
    """The beginning of some words; a place that was found comes cut and marked."""
    whole = isinstance(words, SafeString) or len(words) <= LONGEST_WORDS
    short = words if whole else Truncator(words).chars(LONGEST_WORDS)
    return filled('<span lang="vi" translate="no">{short}</span>', [{"short": short}])


def options(topics: Iterable[tuple[str, Iterable[tuple[str, str]]]], chosen: str = "") -> SafeString:
    """The topics to choose from, in their groups."""
    groups = [(name, filled(_OPTION, [_option(*one, chosen) for one in inside])) for name, inside in topics]
    return filled('<optgroup label="{name}">{inside}</optgroup>', [{"name": n, "inside": some} for n, some in groups])


_OPTION = '<option value="{word}"{selected}>{name}</option>'


def _option(word: str, name: str, chosen: str) -> dict[str, str]:
    return {"word": word, "selected": _SELECTED if word == chosen else "", "name": name}
