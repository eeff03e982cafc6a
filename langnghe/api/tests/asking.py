"""How tests ask as a program: a token of a mandate, and requests that carry it."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from langnghe.kernel.ids import new_token
from langnghe.people.models import Mandate, Token
from langnghe.people.tokens import make_token


def made(mandate: Mandate, *, may_write: bool = True) -> tuple[Token, str]:
    """A token of a mandate, with its text."""
    return make_token(mandate, name="Tổng đài 1022", days=90, may_write=may_write, by=mandate)


class Program:
    """A program that acts under a mandate."""

    def __init__(self, mandate: Mandate, *, may_write: bool = True) -> None:
        self.token, self.text = made(mandate, may_write=may_write)
        self.client = Client(headers={"authorization": f"Bearer {self.text}"})

    def get(self, name: str, *named: object, **question: object) -> HttpResponse:
        """Ask."""
        headers = {key.replace("_", "-"): value for key, value in question.pop("headers", {}).items()}  # type: ignore[attr-defined]
        return self.client.get(address(name, *named), question, headers=headers)  # type: ignore[arg-type,return-value]

    def post(self, name: str, *named: object, key: str = "", headers: Any = None, **asked: Any) -> HttpResponse:
        """Do, under a key of its own when none is given."""
        more = {"idempotency-key": key or new_token(), **(headers or {})}
        return self.client.post(  # type: ignore[return-value]
            address(name, *named), json.dumps(asked), content_type="application/json", headers=more
        )


def address(name: str, *named: object) -> str:
    """Where an operation is."""
    return reverse(f"api:{name}", args=named)


def told(answer: HttpResponse, status: int = 200) -> Any:
    """What came back, with the status it should have."""
    assert answer.status_code == status, f"{answer.status_code}: {answer.content.decode()}"
    return json.loads(answer.content)


def refused(answer: HttpResponse, status: int, code: str) -> str:
    """The sentence of a problem with this status and code."""
    problem = told(answer, status)
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["code"]) == (status, code)
    return str(problem["detail"])
