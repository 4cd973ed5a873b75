"""The sections of the config about channels."""

from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from bot.addresses import check_web_address, is_loopback
from bot.config_values import Section, Text

TELEGRAM: Final = "https://api.telegram.org"
Port = Annotated[int, Field(ge=0, le=65535)]


class TelegramSection(Section):
    """The channel is on when it is enabled and has a token."""

    enabled: bool = True
    token: Annotated[
        SecretStr, AfterValidator(lambda secret: SecretStr(secret.get_secret_value().strip()))
    ] = SecretStr("")
    base_url: str = TELEGRAM
    mode: Literal["polling", "webhook"] = "polling"
    messages_per_second: int = Field(default=30, ge=1, le=1000)
    webhook_url: Text = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: Port = 8443

    @property
    def on(self) -> bool:
        return self.enabled and bool(self.token.get_secret_value())

    @field_validator("token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if any(character.isspace() for character in value.get_secret_value()):
            raise ValueError("A token has no spaces in it. Copy it again from BotFather.")
        return value

    @field_validator("base_url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        check_web_address(value, f'"{TELEGRAM}"')
        if "/bot" in urlsplit(value).path:
            raise ValueError(
                f'Write the address without the token, like "{TELEGRAM}". The token has its own key.'
            )
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, value: str, info: ValidationInfo) -> str:
        if value or info.data.get("mode") == "webhook":
            check_web_address(value, '"https://bot.example.org/telegram", where Telegram can reach this bot')
        return value


class RoomSection(Section):
    enabled: bool = False
    host: str = "127.0.0.1"
    port: Port = 8000

    @field_validator("host")
    @classmethod
    def _host(cls, value: str) -> str:
        if not is_loopback(value):
            raise ValueError(
                'The room shows everybody\'s chats, so it opens on this computer only. Write "127.0.0.1".'
            )
        return value
