"""A policy says who is trusted, as C2SP writes it."""

import pytest

from langnghe.tlog import policy
from langnghe.tlog.notes import Signer
from langnghe.tlog.refusals import Malformed, UnknownKey
from langnghe.tlog.tests.logs import NAME, SEED, Log, salt, witness

pytestmark = pytest.mark.once

LOG = Signer.from_seed(NAME, SEED).vkey
ONE, TWO, THREE = (witness(f"witness.example/{name}") for name in ("giang-vo", "dai-hoc", "toa-bao"))
NAMED = "".join(f"witness {name} {one.vkey}\n" for name, one in (("one", ONE), ("two", TWO), ("three", THREE)))
TEXT = f"# of the ward\nlog {LOG} https://langnghe.example/log\n\n{NAMED}"


def read(rest: str) -> policy.Policy:
    return policy.parse((TEXT + rest).encode())


def test_a_quorum_of_none_asks_for_the_log_alone() -> None:
    head, _note = read("quorum none\n").open(Log.of(3).checkpoint())
    assert head.size == 3
    with pytest.raises(UnknownKey):
        policy.parse(b"quorum none\n").open(Log.of(3).checkpoint())


@pytest.mark.parametrize(
    ("rest", "enough", "too_few"),
    [
        ("quorum one\n", [ONE], [TWO, THREE]),
        ("group g any one two\nquorum g\n", [TWO], [THREE]),
        ("group g all one two\nquorum g\n", [ONE, TWO], [ONE]),
        (" group\tg  2 one two three \nquorum g\n", [ONE, THREE], [THREE]),
        ("group g any one two\ngroup h all g three\nquorum h\n", [ONE, THREE], [ONE, TWO]),
    ],
)
def test_a_head_counts_once_enough_witnesses_cosigned_it(rest: str, enough: list, too_few: list) -> None:  # type: ignore[type-arg]
    rules = read(rest)
    rules.open(Log.of(3).checkpoint(None, *enough))
    with pytest.raises(UnknownKey, match="witnesses"):
        rules.open(Log.of(3).checkpoint(None, *too_few))


def test_an_address_is_kept() -> None:
    rules = policy.parse(f"log {LOG} https://a.example\nwitness w {ONE.vkey} https://b.example\nquorum w\n".encode())
    assert (rules.logs, rules.addresses) == ({LOG: "https://a.example"}, {"w": "https://b.example"})


@pytest.mark.parametrize(
    "rest",
    [
        "", "quorum none", "quorum four\n", "quorum none\nquorum none\n", "quorum\n", "\x00quorum none\n",
        "\rquorum none\n",
        f"log {LOG}\nquorum none\n", f"log {ONE.vkey}\nquorum none\n", f"witness four {LOG}\nquorum none\n",
        f"witness four {ONE.vkey}\nquorum none\n", "group g any four\nquorum g\n", "group g any\nquorum g\n",
        "group g 3 one two\nquorum g\n", "group g 0 one\nquorum g\n", "group g x one\nquorum g\n",
        "group g any one one\nquorum g\n", "group g any one\ngroup h any one\nquorum g\n",
        "group one any two\nquorum one\n",
        "group none any one\nquorum none\n", "group g any g\nquorum g\n", "quorum g\ngroup g any one\n",
        "hello\nquorum none\n",
        "group g 01 one\nquorum g\n", "quorum none # why\n", "log\nquorum none\n", "#" * 300_000 + "\nquorum none\n",
    ],
)  # fmt: skip
def test_what_is_not_a_policy_is_refused(rest: str) -> None:
    with pytest.raises(Malformed):
        read(rest)


def test_a_witness_of_another_name_with_the_same_key_is_no_second_witness() -> None:
    twin = type(ONE).from_seed("witness.example/twin", salt(ONE.name))
    with pytest.raises(Malformed):
        read(f"witness twin {twin.vkey}\nquorum none\n")


def test_names_are_bytes_of_any_script() -> None:
    rules = policy.parse(f"witness tòa-báo {THREE.vkey}\nlog {LOG}\nquorum tòa-báo\n".encode())
    rules.open(Log.of(3).checkpoint(None, THREE))
    with pytest.raises(Malformed):
        policy.parse(b"quorum \xff\n")
