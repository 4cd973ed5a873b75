"""The kinds of personal details, as `Span.kind` names them."""

from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NHS = "nhs"
    NATIONAL_INSURANCE = "ni"
    CARD = "card"
    BANK = "bank"
    LINK = "link"
    HANDLE = "handle"
    NAME = "name"
    NUMBER = "number"
    """A long number that passed no check: a case number says who somebody is just as well."""
    DATE = "date"
    AGE = "age"
    SELF = "self"
    """Words by which people single themselves out: "as the only …", "my daughter"."""
