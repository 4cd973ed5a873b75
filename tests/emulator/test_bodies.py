from __future__ import annotations

import json

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import Person
from .conftest import KEYBOARD
from .errors import ApiError
from .params import read


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_every_kind_of_body_means_the_same(ada: Person, http: httpx.AsyncClient, way: str) -> None:
    """Query string, form, multipart and JSON all send the same message with the same keyboard."""
    flat = {"chat_id": "7", "text": "Wêl? 🙂 & more", "reply_markup": json.dumps(KEYBOARD)}
    if way == "query":
        answer = await http.get("SENDMESSAGE", params=flat)
    elif way == "form":
        answer = await http.post("sendMessage", data=flat)
    elif way == "multipart":
        parts = {name: (None, value.encode()) for name, value in flat.items()}
        answer = await http.post("sendmessage", files=parts)
    else:
        answer = await http.post("sendMessage", json={**flat, "chat_id": 7, "reply_markup": KEYBOARD})
    assert answer.is_success, answer.text
    assert (ada.last().text, ada.last().labels) == ("Wêl? 🙂 & more", ("Yes", "No"))


@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8"), max_size=50))
@settings(max_examples=80, deadline=None)
def test_multipart_keeps_every_byte(data: bytes, words: str) -> None:
    """Whatever is uploaded comes out unchanged, line ends and dashes included."""
    files = {"document": ("größe.bin", b"\r\n--" + data, "application/x-thing")}
    request = httpx.Request("POST", "http://x/", data={"caption": words}, files=files)
    params = read("", request.headers["content-type"], request.read())
    assert params.uploads["document"].data == b"\r\n--" + data
    assert params.uploads["document"].mime_type == "application/x-thing"
    assert params.values["caption"] == words


@pytest.mark.parametrize("body", [b"{oops", b"[1]", b'"x"'])
def test_broken_json_is_refused(body: bytes) -> None:
    """A JSON body that is no object gets a 400, not a crash."""
    with pytest.raises(ApiError, match="can't parse JSON object"):
        read("", "application/json", body)
