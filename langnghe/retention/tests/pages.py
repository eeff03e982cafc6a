"""How tests open the page of retention."""

from django.urls import reverse

from langnghe.testing.cast import Cast
from langnghe.testing.pages import page


@page("retention:index")
def index(cast: Cast) -> str:
    return reverse("retention:index")
