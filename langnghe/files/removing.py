"""The second half of erasing a file; what a kill leaves of it, the sweep does."""

from langnghe.files import reads
from langnghe.files.models import File
from langnghe.kernel.durable import remove_durably


def remove_bytes(file: File) -> None:
    """Take the bytes of an erased file off the disk, then empty its row; twice does no harm."""
    remove_durably(reads.location(file))
    remove_durably(reads.small_location(file))
    File.objects.filter(id=file.id, erased_at__isnull=False).update(size=0, salt=b"")
