"""A head is three lines, and only its own log's key makes it count."""

import pytest

from langnghe.tlog import notes
from langnghe.tlog.checkpoints import Checkpoint, open_checkpoint, parse
from langnghe.tlog.merkle import EMPTY
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import Malformed, UnknownKey
from langnghe.tlog.tests.logs import NAME, SEED, Log, salt

pytestmark = pytest.mark.once

ROOT = "xw5zSZqcGcWQ2YSUvQUOs6ZGvzjJ96OX3OWj/t47JAc="


def test_a_head_is_written_and_read_back() -> None:
    for head in (Log.of(3).head(), Log.of(0).head(), Checkpoint("a b", 2**63 - 1, bytes(32), ("more", "lines"))):
        assert parse(head.text()) == head


@pytest.mark.parametrize(
    "wrong",
    [
        "", "a\n", f"a\n1\n{ROOT}", f"a\n01\n{ROOT}\n", f"a\n-1\n{ROOT}\n", f"a\n+1\n{ROOT}\n", f"a\n1 \n{ROOT}\n",
        f"a\n9223372036854775808\n{ROOT}\n", f"a\n12345678901234567890\n{ROOT}\n", f"a\n١\n{ROOT}\n",
        f"\n1\n{ROOT}\n",
        f"a\n1\n{ROOT[:-2]}d=\n", "a\n1\nAAAA\n", f"a\n1\n{ROOT}\n\n", f"a\n0\n{ROOT}\n",
        f"a\n1\n{ROOT}\n" + "x" * 100_000 + "\n",
    ],
)  # fmt: skip
def test_every_other_spelling_is_refused(wrong: str) -> None:
    with pytest.raises(Malformed):
        parse(wrong)


def test_no_head_is_made_that_could_not_be_read() -> None:
    for wrong in (("", 1, EMPTY), ("a\nb", 1, EMPTY), ("a", -1, EMPTY), ("a", 1, b""), ("a", 2**63, EMPTY)):
        with pytest.raises(Malformed):
            Checkpoint(*wrong)


def test_a_head_counts_when_its_own_log_signed_it_whatever_else_we_trust() -> None:
    ward, neighbour = Signer.from_seed(NAME, SEED), Signer.from_seed("langnghe.example/giang-vo", salt("giang vo"))
    head = Log.of(3).head()
    read, note = open_checkpoint(notes.sign(head.text(), ward, neighbour), [neighbour.verifier, ward.verifier])
    assert read == head
    assert len(note.signatures) == 2
    with pytest.raises(UnknownKey, match="its own log"):
        open_checkpoint(notes.sign(head.text(), neighbour), [neighbour.verifier, ward.verifier])
