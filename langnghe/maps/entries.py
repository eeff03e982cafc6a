"""Steps that maps records."""

KINDS = {
    "base_map.uploaded": "a base map was uploaded (sort: picture or geojson; size)",
    "base_map.pinned": "a spot of a base map was given its coordinates (which of the three)",
    "base_map.used": "a base map was put before residents",
    "base_map.replaced": "another base map took the place of this one",
    "base_map.taken_back": "a base map was taken back",
}
