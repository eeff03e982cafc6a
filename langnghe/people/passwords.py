"""Passwords made of names that everybody here knows are guessed first (ASVS 6.2: context words are banned)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from langnghe.kernel.folding import fold
from langnghe.people.models import Officer

KNOWN = ("lang nghe", "cong an", "phuong", "uy ban", "mat khau", "viet nam", "gia lai", "thanh hoa")
ENOUGH = 8


class NotOurNames:
    """What is left of a password without our names and words must still be long enough."""

    def validate(self, password: str, user: Any = None) -> None:
        left = _bare(password)
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < ENOUGH:
            raise ValidationError(
                _("Mật khẩu giống tên mình, tên phường hay những chữ ai cũng đoán ra. Xin thêm vài từ khác.")
            )

    def get_help_text(self) -> str:
        return _("Không ghép từ tên mình, tên phường hay năm sinh.")


def _words(user: Any) -> set[str]:
    words = {_bare(word) for word in KNOWN}
    if isinstance(user, Officer):
        # In the first-run wizard the ward is not open yet.
        ward = user.ward.name if user.ward_id else ""
        names = [user.username, user.name, *user.name.split(), ward.removeprefix("Phường ")]
        words |= {_bare(name) for name in names}
    return {word for word in words if len(word) > 2}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
