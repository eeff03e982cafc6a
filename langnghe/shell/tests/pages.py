"""How tests open the look's own pages."""

from django.urls import reverse

from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("shell:accessibility")
def accessibility(cast: Cast) -> str:
    return reverse("shell:accessibility")


@page("shell:manifest")
def manifest(cast: Cast) -> str:
    return reverse("shell:manifest")


@page("shell:language")
def language(cast: Cast) -> str:
    return reverse("shell:language")


@page("shell:scheme")
def scheme(cast: Cast) -> str:
    return reverse("shell:scheme")


@page("shell:patterns")
def patterns(cast: Cast) -> str:
    return reverse("shell:patterns")
