"""Addresses of the public logs: pages for people, and (C2SP tlog-tiles) below each log's origin its files."""

from django.urls import path, re_path

from langnghe.proof.pages import public, serving

app_name = "proof"

# Every file has one spelling (`$` would let a line end pass): others would be other addresses for caches.
LOG = r"^log/(?P<slug>[-a-z0-9]{1,60})/(?P<epoch>[1-9][0-9]{0,4})/"

urlpatterns = [
    path("log/kiem-tra/", public.check, name="check"),
    path("log/<slug:slug>/", public.about, name="about"),
    path("log/<slug:slug>/in/", public.paper, name="paper"),
    path("log/<slug:slug>/kiem-tra/", public.check_of, name="check_of"),
    re_path(LOG + r"checkpoint\Z", serving.checkpoint, name="checkpoint"),
    re_path(LOG + r"heads\Z", serving.heads, name="heads"),
    re_path(LOG + r"began\Z", serving.began, name="began"),
    re_path(LOG + r"(?P<path>tile/[a-z0-9/.]{1,60})\Z", serving.tile, name="tile"),
]
