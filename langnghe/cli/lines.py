"""What the commands of the language room share: JSON lines in and out, and the sorter."""

import json
import sys
from typing import Any

from django.utils.translation import gettext as _

from langnghe.cli.wards import find_ward
from langnghe.kernel.refused import Refused
from langnghe.language import shelf
from langnghe.language.own import OwnSorter
from langnghe.language.sorter import Sorter
from langnghe.teaching.suggesting import kept_of

Line = dict[str, Any]


def told_in(line: bytes) -> Line | str:
    """The object with `text` of a line of UTF-8, or why there is none."""
    try:
        return told_of(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _("Dòng này không phải chữ UTF-8.")


def told_of(line: str) -> Line | str:
    """The object with `text` of a line, or why there is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return _("Dòng này không phải JSON.")
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return _('Dòng này cần có "text" là chữ.')
    return found


def written(made: Line) -> bytes:
    """The line for an object; half of a pair, which JSON may hold and UTF-8 may not, is written in figures."""
    try:
        return json.dumps(made, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(made).encode()


def learnt_in(ward_code: str | None) -> Sorter | OwnSorter:
    """The sorter of a ward; without one what all wards share. Refused for a ward that is not here."""
    shared = learnt()
    if not ward_code:
        return shared
    kept = kept_of(find_ward(ward_code).id)
    return kept.reader if kept else shared


def learnt() -> Sorter:
    """The sorter; learnt now when this machine has not learnt it yet."""
    found = shelf.sorter()
    if found is None:
        print(_("Máy đang học lần đầu, khoảng nửa phút …"), file=sys.stderr, flush=True)
        found = shelf.sorter() if shelf.learn() else None
    if found is None:
        raise Refused(_("Máy chưa học được cách phân lĩnh vực. Xin xem chỗ trống của đĩa rồi chạy lại."))
    return found
