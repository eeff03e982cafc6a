"""How tests open the installation's own pages."""

import os

from django.urls import reverse

from langnghe.house.work import heartbeat_file
from langnghe.kernel.clock import now
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("house:health")
def health(cast: Cast) -> str:
    # A worker that lives as long as the walk does.
    heartbeat_file().touch()
    os.utime(heartbeat_file(), (now().timestamp() + 3600,) * 2)
    return reverse("house:health")


@page("house:security")
def security(cast: Cast) -> str:
    return reverse("house:security")


@page("house:help")
def help_(cast: Cast) -> str:
    return reverse("house:help")


@page("house:source")
def source(cast: Cast) -> str:
    return reverse("house:source")


@page("house:source_file")
def source_file(cast: Cast) -> str:
    return reverse("house:source_file")


@page("house:setup")
def setup(cast: Cast) -> str:
    return reverse("house:setup")


@page("house:setup_ward")
def setup_ward(cast: Cast) -> str:
    return reverse("house:setup_ward")


@page("house:setup_administrator")
def setup_administrator(cast: Cast) -> str:
    return reverse("house:setup_administrator")


@page("house:halves")
def halves(cast: Cast) -> str:
    return reverse("house:halves")


@page("house:help_for_officers")
def help_for_officers(_cast: Cast) -> str:
    return reverse("house:help_for_officers", args=["truc-ban"])


@page("house:tour")
def tour(cast: Cast) -> str:
    return reverse("house:tour")


@page("house:tour_of")
def tour_of(cast: Cast) -> str:
    return reverse("house:tour_of", args=["truc-ban"])


@page("house:help_picture")
def help_picture(_cast: Cast) -> str:
    return reverse("house:help_picture", args=["viec-hom-nay"])
