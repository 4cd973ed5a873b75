"""What people send besides words, as the server describes it to bots. All of it is invented."""

from __future__ import annotations

from . import payloads
from .model import Json, Media
from .world import World

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082"
)
KINDS = ("photo", "voice", "sticker", "document", "location", "contact", "video_note", "animation")
CAPTIONED = frozenset({"photo", "voice", "document", "animation"})


def made(world: World, kind: str, file_name: str = "letter.pdf", data: bytes = b"%PDF-1.4 nothing") -> Media:
    """Media of this kind; the file behind it can be fetched with getFile."""
    if kind == "photo":
        return Media(kind, payloads.photo_sizes(world.keep_file("photo.jpg", "image/jpeg", PNG)))
    if kind == "location":
        return Media(kind, {"latitude": 51.5072, "longitude": -0.1276})
    if kind == "contact":
        return Media(kind, {"phone_number": "447700900123", "first_name": "Sam", "last_name": "Example"})
    return Media(kind, _with_file(world, kind, file_name, data))


def _with_file(world: World, kind: str, file_name: str, data: bytes) -> Json:
    if kind == "voice":
        stored = world.keep_file("voice.oga", "audio/ogg", b"OggS nothing")
        return payloads.file(stored, duration=4, mime_type="audio/ogg")
    if kind == "video_note":
        stored = world.keep_file("note.mp4", "video/mp4", b"ftyp nothing")
        return payloads.file(stored, length=240, duration=5)
    if kind == "animation":
        stored = world.keep_file("wave.mp4", "video/mp4", b"ftyp nothing")
        return payloads.file(
            stored, width=320, height=240, duration=2, file_name=stored.name, mime_type="video/mp4"
        )
    if kind == "sticker":
        stored = world.keep_file("sticker.webp", "image/webp", b"RIFF nothing")
        return payloads.file(
            stored,
            width=512,
            height=512,
            is_animated=False,
            is_video=False,
            type="regular",
            emoji="🙂",
            set_name="InventedStickers",
        )
    if kind == "document":
        stored = world.keep_file(file_name, "application/pdf", data)
        return payloads.file(stored, file_name=stored.name, mime_type=stored.mime_type)
    raise ValueError(f"people here can send {', '.join(KINDS)}, not {kind}")
