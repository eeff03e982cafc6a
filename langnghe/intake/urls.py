"""Addresses of writing down for others: officers' below /can-bo/ghi-ho/ and /can-bo/in/, one for residents."""

from django.urls import path

from langnghe.intake.pages import agreeing, boxes, calls, guessing, papers, public, writing

app_name = "intake"
urlpatterns = [
    path("can-bo/ghi-ho/", writing.write, name="write"),
    path("can-bo/ghi-ho/chuyen-gi/", guessing.guess, name="guess"),
    path("can-bo/ghi-ho/phieu-kin/", agreeing.slip, name="slip"),
    path("can-bo/ghi-ho/doc-ma/", agreeing.aloud, name="aloud"),
    path("can-bo/ghi-ho/hen-goi/", agreeing.call_back, name="agree"),
    path("can-bo/ghi-ho/goi-lai/", calls.index, name="calls"),
    path("can-bo/ghi-ho/goi-lai/<str:serial>/xong/", calls.done, name="called"),
    path("can-bo/ghi-ho/hop/", boxes.index, name="boxes"),
    path("can-bo/ghi-ho/hop/<uuid:opening_id>/", boxes.enter, name="box"),
    path("can-bo/ghi-ho/hop/<uuid:opening_id>/bo/", boxes.void, name="void"),
    path("can-bo/ghi-ho/cuong/", agreeing.strip, name="strip"),
    path("can-bo/in/", papers.index, name="papers"),
    path("can-bo/in/ap-phich/", papers.poster, name="poster"),
    path("can-bo/in/phieu-gop-y/<uuid:run_id>/", papers.forms, name="forms"),
    path("<slug:slug>/phieu-giay/", public.paper, name="paper"),
]
