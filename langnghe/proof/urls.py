"""Addresses of the public logs (C2SP tlog-tiles): below the origin of each log the files it consists of."""

from django.urls import re_path

from langnghe.proof.pages import serving

app_name = "proof"

# Every file has one spelling (`$` would let a line end pass): others would be other addresses for caches.
LOG = r"^log/(?P<slug>[-a-z0-9]{1,60})/(?P<epoch>[1-9][0-9]{0,4})/"

urlpatterns = [
    re_path(LOG + r"checkpoint\Z", serving.checkpoint, name="checkpoint"),
    re_path(LOG + r"heads\Z", serving.heads, name="heads"),
    re_path(LOG + r"began\Z", serving.began, name="began"),
    re_path(LOG + r"(?P<path>tile/[a-z0-9/.]{1,60})\Z", serving.tile, name="tile"),
]
