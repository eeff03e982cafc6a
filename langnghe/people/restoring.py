"""Bringing a lost key file back from its two paper halves."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people import keys, recovery
from langnghe.people.models import WardKey
from langnghe.places.models import Ward


@transaction.atomic
def restore(ward: Ward, first: recovery.Half, second: recovery.Half, *, by: Bearer) -> WardKey:
    """Write a ward's key file anew. Refused when the papers do not fit together or belong to no key of this ward."""
    key = recovery.join(first, second)
    row = WardKey.objects.filter(ward=ward, key_id=keys.id_of(key), removed_at__isnull=True).first()
    if row is None:
        raise Refused(
            _("Khóa %(key)s không phải khóa đang dùng của %(ward)s. Xin tìm hai tờ mới hơn.")
            % {"key": keys.id_of(key), "ward": ward.name}
        )
    keys.store(ward.id, key)
    record("key.recovered", ward_id=ward.id, subject=("people", row.id), by=by.actor, facts={"key": row.key_id})
    return row
