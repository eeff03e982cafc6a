"""What a process remembers is asked by many threads at once."""

from datetime import date

from langnghe.people.remembering import Remembered

TODAY = date(2026, 3, 2)


class ForgottenAtOnce(dict[str, object]):
    """As it is when another thread makes room between our keeping and our reading."""

    def __setitem__(self, name: str, found: object) -> None:
        pass


def test_who_counted_gets_the_answer_though_others_make_room_in_that_moment() -> None:
    known = Remembered(None, TODAY, known=ForgottenAtOnce())
    assert known.get("den duong", lambda: 7) == 7


def test_what_is_known_is_not_counted_again_and_no_more_is_kept_than_said() -> None:
    known, counted = Remembered(None, TODAY, most=2), list[str]()

    def count(name: str) -> int:
        counted.append(name)
        return len(name)

    for name in ("den", "den", "rac", "rac", "cong"):
        assert known.get(name, lambda: count(name)) == len(name)  # noqa: B023
    assert counted == ["den", "rac", "cong"]
    assert len(known.known) <= 2
