"""Asking a language model: one request a story, and the JSON of its answer."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from megara.dossier.intake import Intake
from megara.errors import MegaraError, UsageError

KEY = "MEGARA_LLM_KEY"
LONGEST_ANSWER = 4 * 1024 * 1024  # bytes
PATIENCE = 600.0  # seconds; a model on one's own machine may need minutes for a story
# What some servers do not know and answer with these: then they are asked without it.
OPTIONAL = ("response_format", "seed", "temperature")
UNKNOWN_OPTION = frozenset({400, 404, 415, 422, 501})
THOUGHTS = re.compile(r"</think(?:ing)?>", re.IGNORECASE)  # what ends them
MOST_TRIED = 100  # places where the object of an answer may begin


@dataclass(frozen=True)
class Address:
    """Where a language model answers.

    Parameters
    ----------
    endpoint
        Base address of the API (``http://localhost:8000/v1``); ``/chat/completions`` is called,
        through the proxy that the environment names, if any. No redirection is followed. The key,
        if it needs one, is taken from the environment variable ``MEGARA_LLM_KEY``.
    model
        Name of the model there.
    patience
        Seconds to wait for one answer.

    Raises
    ------
    UsageError
        If the address is not http or https, or holds a password or a query.
    """

    endpoint: str
    model: str = "default"
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.endpoint)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good or not self.endpoint.isprintable() or " " in self.endpoint:
            raise UsageError(
                f"the address of the language model must be http or https, not {self.endpoint!r}"
            )
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise UsageError(
                "the address of the language model may hold no password and no query; "
                f"its key goes into {KEY}"
            )

    def ask(self, intake: Intake, lists: Iterable[str]) -> dict[str, Any]:
        """Return the JSON object that the model answers on a story.

        Parameters
        ----------
        lists
            The lists of which the object must tell one.

        Raises
        ------
        UsageError
            If the key cannot be sent.
        MegaraError
            If the endpoint cannot be reached or does not answer with such an object.
        """
        body: dict[str, Any] = {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
            "messages": messages(intake),
        }
        try:
            try:
                raw = self._post(body)
            except urllib.error.HTTPError as error:
                if error.code not in UNKNOWN_OPTION:
                    raise
                raw = self._post({k: v for k, v in body.items() if k not in OPTIONAL})
            choice = json.loads(raw)["choices"][0]
            return _object_in(choice["message"]["content"], choice.get("finish_reason"), set(lists))
        except (OSError, HTTPException, ValueError, KeyError, IndexError, TypeError,
                AttributeError, RecursionError) as error:  # fmt: skip
            status = getattr(error, "code", None)
            reason = f"{status} {getattr(error, 'reason', None) or error}" if status else error
            told = " ".join(f"{reason or type(error).__name__}".split())[:200]
            raise MegaraError(
                f"the language model at {self.endpoint} gave no JSON answer: {told}"
            ) from None

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Content-Type": "application/json"}
        key = os.environ.get(KEY, "").strip()
        if key:
            if not (key.isascii() and key.isprintable()):
                raise UsageError(f"the key in {KEY} holds characters that no key has")
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(
            self.endpoint.rstrip("/") + "/chat/completions", json.dumps(body).encode(), headers
        )
        opener = urllib.request.build_opener(_NoRedirection)
        with opener.open(request, timeout=self.patience) as response:
            raw: bytes = response.read(LONGEST_ANSWER + 1)
        if len(raw) > LONGEST_ANSWER:
            raise MegaraError("the language model's answer is longer than 4 MB")
        return raw


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Follows none: neither text nor key go to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


def messages(intake: Intake) -> list[dict[str, str]]:
    """Return what a model is told: the orders, then the day and the text of a story."""
    published = intake.document.published or "not told"
    story = f"Published: {published}\n\n<story>\n{intake.text}\n</story>\n"
    return [{"role": "system", "content": orders()}, {"role": "user", "content": story}]


@cache
def orders() -> str:
    """Return the orders of ``data/orders.md``."""
    return resources.files("megara.dossier").joinpath("data", "orders.md").read_text("utf-8")


def _object_in(content: str, finished: str | None, lists: set[str]) -> dict[str, Any]:
    """Return the first object of an answer that tells a list, behind thoughts and in a fence too.

    Half of a pair of UTF-16, which JSON may hold and no text can, is put as a question mark.
    """
    told = THOUGHTS.split(content)[-1].encode("utf-8", "replace").decode("utf-8")
    decoder, at = json.JSONDecoder(), told.find("{")
    for _ in range(MOST_TRIED):
        if at < 0:
            break
        try:
            found = decoder.raw_decode(told, at)[0]
        except ValueError:
            found = {}
        if lists.intersection(found):
            whole = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
            answer: dict[str, Any] = json.loads(whole)
            return answer
        at = told.find("{", at + 1)  # an object in it, or after it
    if finished == "length":
        raise ValueError("it was cut off; give the model more room for its answer")
    raise ValueError("no object with one of the lists that were asked for")
