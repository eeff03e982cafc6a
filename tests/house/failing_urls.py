"""A product with one page that fails on a wrong number, on which the fuzz proves that it sees it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from langnghe.house.urls import urlpatterns as whole
from langnghe.kernel.doors import public


@public
def nth(request: HttpRequest) -> HttpResponse:
    """Takes what it is given for a number."""
    return HttpResponse(str(int(request.GET.get("trang", "1"))))


urlpatterns = [path("thu-may/", nth), *whole]
