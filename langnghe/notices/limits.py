"""How many confirm mails an address got today, over all wards: counted in the cache under a keyed hash.

Not in a table: the count forgets itself after a day, and nothing about the address is left when its row is erased.
"""

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.notices.rules import MOST_OF_ADDRESS

DAY = 24 * 3600


def count_address(address: str) -> None:
    """Count one mail to an address. Refused when it had enough today, whoever asked."""
    name = salted_hmac("langnghe.notices.address", address.lower(), algorithm="sha256").hexdigest()
    for turn in range(MOST_OF_ADDRESS):
        if cache.add(f"letter:{name}:{turn}", 1, DAY):
            return
    raise Refused(_("Hôm nay địa chỉ này đã được gửi ba thư xác nhận. Xin xem cả mục thư rác, hoặc thử lại ngày mai."))
