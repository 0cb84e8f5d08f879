"""Asking a language model: one request a story, and the JSON of its answer."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
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
THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """Where a language model answers.

    Parameters
    ----------
    endpoint
        Base address of the API (``http://localhost:8000/v1``); ``/chat/completions`` is called.
        The key, if it needs one, is taken from the environment variable ``MEGARA_LLM_KEY``.
    model
        Name of the model there.
    patience
        Seconds to wait for one answer.

    Raises
    ------
    UsageError
        If the address is not http or https.
    """

    endpoint: str
    model: str = "default"
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.endpoint)
            good = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            good = False
        if not good:
            raise UsageError(
                f"the address of the language model must be http or https, not {self.endpoint!r}"
            )

    def ask(self, intake: Intake) -> Any:
        """Return the JSON that the model answers on a story.

        Raises
        ------
        MegaraError
            If the endpoint cannot be reached or does not answer with JSON.
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
            return _json_in(choice["message"]["content"], choice.get("finish_reason"))
        except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError,
                RecursionError) as error:  # fmt: skip
            status = getattr(error, "code", None)
            reason = f"{status} {getattr(error, 'reason', None) or error}" if status else error
            raise MegaraError(
                f"the language model at {self.endpoint} gave no JSON answer: {reason}"
            ) from None

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Content-Type": "application/json"}
        if os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {os.environ[KEY]}"
        request = urllib.request.Request(
            self.endpoint.rstrip("/") + "/chat/completions", json.dumps(body).encode(), headers
        )
        with urllib.request.urlopen(request, timeout=self.patience) as response:
            raw: bytes = response.read(LONGEST_ANSWER + 1)
        if len(raw) > LONGEST_ANSWER:
            raise MegaraError("the language model's answer is longer than 4 MB")
        return raw


def messages(intake: Intake) -> list[dict[str, str]]:
    """Return what a model is told: the orders, then the day and the text of a story."""
    published = intake.document.published or "not told"
    story = f"Published: {published}\n\n<story>\n{intake.text}\n</story>\n"
    return [{"role": "system", "content": orders()}, {"role": "user", "content": story}]


@cache
def orders() -> str:
    """Return the orders of ``data/orders.md``."""
    return resources.files("megara.dossier").joinpath("data", "orders.md").read_text("utf-8")


def _json_in(content: str, finished: str | None) -> Any:
    """Return the JSON object of an answer, of a model that thinks aloud or fences it too."""
    told = THOUGHT.sub("", content)
    start = told.find("{")
    try:
        return json.JSONDecoder().raw_decode(told[max(start, 0) :].strip())[0]
    except ValueError:
        if finished == "length":
            raise ValueError("it was cut off; give the model more room for its answer") from None
        raise
