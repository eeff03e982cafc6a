"""What an entry says, opened for everybody: with it anyone computes the leaf. Only for what is public anyway.

langnghe/opened/v1
index <n>
salt <base64 32>
record <base64 of the public record>
facts <canonical JSON>
"""

from langnghe.kernel import entry as form
from langnghe.ledger.models import Entry
from langnghe.ledger.registry import commits_to_words
from langnghe.proof.leaves import record_of, salt_of
from langnghe.proof.reads import place_of
from langnghe.tlog.encoding import to_base64

FIRST_LINE = "langnghe/opened/v1"


def opened(entry: Entry) -> bytes | None:
    """Place, salt, record and facts of an entry; None before it is sealed. Of facts only: words are their sender's.

    Raises ValueError for an entry that commits to words.
    """
    if commits_to_words(entry.kind):
        raise ValueError("words are opened by whoever holds their receipt")
    place, salt = place_of(entry), salt_of(entry)
    if place is None or salt is None:
        return None
    lines = [
        FIRST_LINE, f"index {place.index}", f"salt {to_base64(salt)}", f"record {to_base64(record_of(entry))}",
        f"facts {form.facts_bytes(entry.facts).decode()}",
    ]  # fmt: skip
    return "".join(f"{line}\n" for line in lines).encode()
