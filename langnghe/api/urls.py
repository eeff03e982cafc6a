"""Addresses for programs: one for each operation, the document, the page that explains, a plain word for all else."""

from django.urls import path, re_path

from langnghe.api.catalogue import OPERATIONS
from langnghe.api.operations import ROOT
from langnghe.api.pages import public
from langnghe.api.serving import view_of

app_name = "api"
urlpatterns = [
    path(ROOT, public.index, name="index"),
    path(f"{ROOT}openapi.json", public.document, name="document"),
    *(path(f"{ROOT}{one.path}", view_of(one), name=one.name) for one in OPERATIONS),
    re_path(r"^api(?:/[\s\S]*)?\Z", public.nothing, name="nothing"),
]
