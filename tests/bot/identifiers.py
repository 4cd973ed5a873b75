"""Made-up personal details in the spellings that people use, and the sentences in which they turn up.

Nothing here is stored: numbers are made anew from a seed, telephone numbers from the ranges that are kept for drama.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from faker import Faker

SEED = 20261123
KNOWN = (
    "Rosa Ellis", "Jo", "Priya Raman", "Dr Samuel Okafor", "Mary-Jane Whitlock", "Siân Pritchard", "Tomasz Kowalczyk", "Aoife",
    "Moses Adeyemi (he/him)", "Nguyen Thi Lan", "Delroy", "Fatoumata Diallo", "Bex", "Kieran O'Donnell", "Zsófia", "Ali Haider",
    "Wee Ling", "Gwen B", "Olu", "Hyacinth Bartlett", "Stavros", "Ines Carvalho", "Dai", "Perpetua Nwosu", "Maz",
)  # fmt: skip
"""Names as members give them; none is an everyday word as well (those: see `names.py`, and their own test)."""

SENTENCES = (
    "The room was too hot and {} is how you can tell me when it is fixed.", "Please use {} next time.", "{} - that's me, thanks",
    "I gave them {} at the door and nobody wrote back.", "they read out {} in front of everybody and I did not like that",
    "It was good. {}. See you in 2 weeks", "I was told to write to {}, but at 10.30 we had not started", "my details are {} ok?",
    "Nobody listened when I said {} twice", "can someone get back to me ({}) about the taxi, it was £5 too much",
    "We sat in room 14 for 2 hours.\n{}\nI'd like more breaks.", "Could we have bigger print? {}", "ask {}",
    "On 3 December I need someone to know {} because I can't hear well on Zoom",
    "I FELT HEARD BUT {} IS NOT ON THE LIST", "the bus 176 was late so i was late. {} !!", "Not sure about \"{}\" being on the wall…",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    kind: str
    text: str
    start: int
    end: int

    @property
    def detail(self) -> str:
        return self.text[self.start : self.end]


class Maker:
    """Makes planted sentences, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        self.fake = Faker("en_GB")
        self.fake.seed_instance(seed)
        self.makes: dict[str, Callable[[], str]] = {
            "phone": self.phone,
            "email": self.email,
            "postcode": self.postcode,
            "nhs": self.nhs,
            "ni": self.insurance,
            "address": self.address,
            "name": self.name,
            "card": self.card,
            "bank": self.bank,
        }

    def planted(self, kind: str, many: int) -> list[Planted]:
        return [self._planted(kind, self.makes[kind]()) for _ in range(many)]

    def _planted(self, kind: str, detail: str) -> Planted:
        before, after = self.chance.choice(SENTENCES).split("{}")
        return Planted(kind, before + detail + after, len(before), len(before) + len(detail))

    def _of(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def _digits(self, many: int) -> str:
        return "".join(self.chance.choices("0123456789", k=many))

    def _grouped(self, digits: str, sizes: tuple[int, ...], gap: str) -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(digits[at : at + size])
            at += size
        return gap.join(part for part in parts if part)

    # what people write

    def phone(self) -> str:
        if self.chance.random() < 0.25:
            return self.fake.phone_number()
        digits = self._of("07700900", "02079460", "01134960", "01214960", "02896496", "01632960", "08081570")[
            :8
        ] + self._digits(3)
        sizes = self._sizes(digits)
        spelling = self.chance.randrange(12)
        if spelling < 5:
            return self._grouped(digits, sizes, self._of(" ", ".", "-", "", "  ", "/", " - ", "\u00a0"))
        if spelling == 5:
            return f"({digits[: sizes[0]]}) " + self._grouped(digits[sizes[0] :], sizes[1:], " ")
        if spelling == 6:
            return self._of("+44 (0)", "+44", "0044 ", "+44 ", "+44-") + self._grouped(
                digits[1:], (sizes[0] - 1, *sizes[1:]), self._of(" ", "-", "")
            )
        if spelling == 7:
            return digits.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
        if spelling == 8:
            return self._said(digits)
        if spelling == 9:
            return self._grouped(digits, sizes, self._of(" then ", " and then ", ", then ", " dash "))
        if spelling == 10:
            return (
                self._of("\u200b", "\u00ad", "\u2060").join(digits)
                if self.chance.random() < 0.5
                else " ".join(digits)
            )
        return digits.replace("0", self._of("o", "O", "0"))

    def _sizes(self, digits: str) -> tuple[int, ...]:
        if digits.startswith("02"):
            return (3, 4, 4)
        return self.chance.choice(
            ((5, 3, 3), (5, 6), (4, 3, 4)) if digits.startswith("07") else ((5, 6), (5, 3, 3), (4, 3, 4))
        )

    def _said(self, digits: str) -> str:
        words = dict(
            zip("0123456789", "oh one two three four five six seven eight nine".split(), strict=True)
        )
        said, at = [], 0
        while at < len(digits):
            twice = digits[at : at + 2] == digits[at] * 2
            said.append(("double " if twice else "") + words[digits[at]])
            at += 2 if twice else 1
        return self._of(" ", ", ", "-").join(said)

    def email(self) -> str:
        name, domain = (
            self.fake.user_name(),
            self._of("example.org", "example.com", "mail.example.net", "example.co.uk"),
        )
        if self.chance.random() < 0.4:
            name = (
                self.fake.first_name().lower() + self._of(".", "_", "-", "+") + self.fake.last_name().lower()
            )
        spelling = self.chance.randrange(7)
        if spelling == 0:
            return f"{name}@{domain}".upper()
        if spelling == 1:
            return f"{name} at {domain.replace('.', ' dot ')}".replace(".", " dot ")
        if spelling == 2:
            return f"{name}{self._of(' (at) ', '[at]', ' [at] ')}{domain.replace('.', self._of(' (dot) ', '[dot]', '.'))}"
        if spelling == 3:
            return f"{name} @ {domain}"
        if spelling == 4:
            return f"{name} at gmail"
        return f"{name}@{domain}"

    def postcode(self) -> str:
        code = self.fake.postcode()
        return self._of(
            code,
            code.replace(" ", ""),
            code.lower(),
            code.lower().replace(" ", ""),
            code.replace(" ", "-"),
            code.replace(" ", "\u00a0"),
        )

    def nhs(self) -> str:
        while True:
            nine = self._of("4", "6", "7", "9") + self._digits(8)
            check = 11 - sum(int(d) * (10 - place) for place, d in enumerate(nine)) % 11
            if check != 10:
                ten = nine + str(check % 11)
                return self._of(
                    ten, self._grouped(ten, (3, 3, 4), " "), self._grouped(ten, (3, 3, 4), "-"), " ".join(ten)
                )

    def insurance(self) -> str:
        first, second = self.chance.choice("ABCEGHJKLMNOPRSTWXYZ"), self.chance.choice("ABCEGHJKLMNPRSTWXYZ")
        if first in "O" or first + second in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"):
            return self.insurance()
        code = first + second + self._digits(6) + self.chance.choice("ABCD")
        spaced = self._grouped(code, (2, 2, 2, 2, 1), self._of(" ", "-", "."))
        return self._of(code, spaced, code.lower(), spaced.lower(), f"{code[:2]} {code[2:8]} {code[8]}")

    def address(self) -> str:
        if self.chance.random() < 0.5:
            whole = self.fake.address()
            return self._of(
                whole, whole.replace("\n", ", "), whole.replace("\n", " "), whole.replace("\n", ", ").lower()
            )
        street = f"{self.fake.last_name()} {self._of('Street', 'Road', 'Avenue', 'Lane', 'Close', 'Gardens', 'Crescent', 'Rd', 'St', 'Ave')}"
        number = str(self.chance.randint(1, 250)) + self._of("", "", "", "a", "B")
        line = self._of("", "", f"Flat {self.chance.randint(1, 30)}, ") + f"{number} {street}"
        return self._of(line, f"{line}, {self.fake.postcode()}", f"{line} {self.postcode()}")

    def name(self) -> str:
        whole = self.chance.choice(KNOWN).split(" (")[0].removeprefix("Dr ")
        said = (
            self._of(whole, whole.split()[0], whole.split()[0])
            if len(whole.split()[-1]) > 1
            else whole.split()[0]
        )
        return self._of(said, said, said.lower(), said.upper(), f"{said}'s", said.swapcase())

    def card(self) -> str:
        digits = self._of("4", "51", "55", "34", "37", "6011")
        digits += self._digits((15 if digits.startswith("3") else 16) - 1 - len(digits))
        total = sum(sum(divmod(int(d) * (2 - place % 2), 10)) for place, d in enumerate(reversed(digits)))
        digits += str(-total % 10)
        sizes = (4, 6, 5) if len(digits) == 15 else (4, 4, 4, 4)
        return self._grouped(digits, sizes, self._of(" ", "-", "", "."))

    def bank(self) -> str:
        sort = self._grouped(self._digits(6), (2, 2, 2), self._of("-", " ", ""))
        return sort + self._of(" ", ", ", " account ", ", acc no ", " a/c: ") + self._digits(8)
