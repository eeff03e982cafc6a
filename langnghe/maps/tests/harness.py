"""Two pages for tests: a form that takes a point, and a board of points. Rooms above bring their own."""

import random
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import include, path, reverse

from langnghe.kernel.doors import public
from langnghe.maps import reads
from langnghe.maps.grid import snap
from langnghe.maps.pages import picking
from langnghe.maps.tests.ground import EAST, NORTH, SOUTH, WEST
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups

FORM = """{% extends "shell/base.html" %}{% block title %}Thử{% endblock %}
{% block main %}{% heading "Nói với phường" %}
<form method="post" enctype="multipart/form-data">{% csrf_token %}<div class="fields">
<div class="field"><label for="words">Lời</label>
<textarea id="words" name="words" rows="4">{{ sent.words }}</textarea></div>
<div class="field"><label for="group">Tổ</label><select id="group" name="group"><option value="">Không rõ</option>
{% for one in groups %}<option value="{{ one.id }}"{% if one.id|stringformat:"s" == sent.group %} selected{% endif %}>
{{ one }}</option>{% endfor %}</select></div>
{% include "maps/parts/pick.html" %}</div>
<div class="buttons"><button class="button large">Gửi</button></div></form>
{% if taken %}<p id="taken">{{ taken }}</p>{% endif %}{% endblock %}"""
BOARD = """{% extends "shell/base.html" %}{% block title %}Thử{% endblock %}{% block page_class %}wide{% endblock %}
{% block main %}{% heading "Các việc của phường" %}{% include "maps/parts/show.html" %}
<ul class="rows">{% row "Một việc" "/" %}{% endrow %}</ul>{% endblock %}"""


@public
@picking.may_locate
def form(request: HttpRequest, slug: str) -> HttpResponse:
    ward = get_object_or_404(Ward, slug=slug)
    sent: dict[str, Any] = request.POST.dict()
    taken = ""
    if request.method == "POST" and picking.asked(request.POST):
        if page := picking.page(request, ward):
            return page
        sent = picking.fields(request.POST, ward)
    elif request.method == "POST":
        taken = f"{sent['words']} · {sent['latitude']}, {sent['longitude']} · {sent['group']}"
    pick = picking.part(ward, sent.get("latitude"), sent.get("longitude"))
    context = {"place": ward, "sent": sent, "pick": pick, "groups": in_order(open_groups(ward)), "taken": taken}
    return HttpResponse(engines["django"].from_string(FORM).render(context, request))


@public
def board(request: HttpRequest, slug: str, many: int) -> HttpResponse:
    ward = get_object_or_404(Ward, slug=slug)
    show = reads.showing(ward, reverse("points", args=[slug, many]))
    return HttpResponse(engines["django"].from_string(BOARD).render({"place": ward, "show": show}, request))


@public
def points(request: HttpRequest, slug: str, many: int) -> JsonResponse:
    chance = random.Random(3)
    spots = [snap(chance.uniform(SOUTH, NORTH), chance.uniform(WEST, EAST)) for _turn in range(many)]
    spots[1:3] = spots[:1] * len(spots[1:3])
    kinds = ("open", "late", "kept", "plain")
    told = [
        {"at": spot, "title": f"Việc số {number}: đèn đường tắt", "url": "/", "kind": kinds[number % 4]}
        for number, spot in enumerate(spots)
    ]
    return JsonResponse({"points": told})


urlpatterns = [
    path("<slug:slug>/thu-chon/", form, name="form"),
    path("<slug:slug>/thu-xem/<int:many>/", board, name="board"),
    path("<slug:slug>/thu-xem/<int:many>/diem.json", points, name="points"),
    path("", include("langnghe.house.urls")),
]
