"""What Telegram says to the peers' calls: the same bytes each time, of the size that a real answer has."""

import json

from tests.bench.updates import BOT, START_OF_THE_BENCH, address

ME = json.dumps({"ok": True, "result": BOT}).encode()
SENT = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "from": BOT,
            "chat": {"id": address(0), "type": "private", "first_name": "Person 0"},
            "date": START_OF_THE_BENCH,
            "text": "Thank you. That's all for now.",
        },
    }
).encode()
