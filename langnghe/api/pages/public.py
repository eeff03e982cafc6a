"""The page that explains, the document for programs, and what is said where there is nothing."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from langnghe.api import openapi
from langnghe.api.explaining import explained
from langnghe.api.operations import VERSION
from langnghe.kernel.doors import public
from langnghe.kernel.problems import problem
from langnghe.shell.caching import public_for

PAGE_SECONDS = 300


@public
@require_safe
@public_for(PAGE_SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    """Every operation with what it takes and gives, every problem with what it means."""
    context = {"operations": explained(), "problems": openapi.PROBLEMS, "version": VERSION, "about": openapi.ABOUT}
    return render(request, "api/index.html", context)


@public
@require_safe
@public_for(PAGE_SECONDS)
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    content = json.dumps(openapi.document(), ensure_ascii=False, default=str)
    return HttpResponse(content, content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})


@public
@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """404, in the way programs read."""
    return problem(404, "not_found", _("Không có địa chỉ này. Các địa chỉ có ở /api/v1/."))
