"""Names on a drawing: groups come first, and no name covers another."""

from langnghe.maps.naming import GROUP_SIZE, SIZE, Stand, Taken, along, beside


def test_a_name_keeps_off_what_stands_there() -> None:
    taken = Taken(1.0)
    assert taken.first_free("Tổ 4", GROUP_SIZE, iter([Stand(500 + 500j)]))
    assert taken.first_free("Nguyễn Trãi", SIZE, iter([Stand(520 + 500j)])) is None
    assert taken.first_free("Nguyễn Trãi", SIZE, iter([Stand(520 + 500j), Stand(520 + 700j)])) == Stand(520 + 700j)


def test_a_street_offers_other_places_along_it() -> None:
    street = [(x, 100) for x in range(0, 2001, 50)]
    offered = [stand.foot.real for stand in along(street, "Lê Lợi", 1.0)]
    assert len(offered) == len(set(offered)) == 5


def test_a_street_shorter_than_its_name_offers_none() -> None:
    assert not list(along([(0, 0), (40, 0)], "Lý Thường Kiệt", 1.0))


def test_a_street_drawn_from_east_to_west_is_read_from_west_to_east() -> None:
    street = [(x, 100) for x in range(2000, -1, -50)]
    assert all(stand.turn == 1 for stand in along(street, "Lê Lợi", 1.0))


def test_a_spot_has_its_name_above_or_below() -> None:
    above, below = beside([(100, 100)], 1.0)
    assert above.foot.imag < 100 < below.foot.imag
