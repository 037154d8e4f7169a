"""The values a fact can have: a date, a period, an amount, a jurisdiction, a forum, a party, or plain words."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

Unit = Literal["day", "week", "month", "quarter", "year"]
Role = Literal["customer", "supplier", "party"]


@dataclass(frozen=True)
class DateValue:
    """A calendar day, as ISO 8601; a date that the text only describes is a `Words`."""

    kind: ClassVar[str] = "date"
    iso: str
    computed: bool = False
    """Worked out from other facts, written nowhere."""

    @property
    def shown(self) -> str:
        return f"{self.iso} (computed)" if self.computed else self.iso


@dataclass(frozen=True)
class Period:
    """A length of time with its unit."""

    kind: ClassVar[str] = "period"
    count: float
    unit: Unit
    business: bool = False

    @property
    def shown(self) -> str:
        business = "business " if self.business else ""
        return f"{self.count:g} {business}{self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True)
class Amount:
    """A sum with its currency, a share (`%`), or a quantity with its unit."""

    kind: ClassVar[str] = "amount"
    number: float
    currency: str

    @property
    def shown(self) -> str:
        number = f"{self.number:,.2f}".rstrip("0").rstrip(".")
        return f"{number}%" if self.currency == "%" else f"{self.currency} {number}"


@dataclass(frozen=True)
class Jurisdiction:
    """Whose law governs; `code` is ISO 3166 where we know it (US-DE, CN, GB-ENG)."""

    kind: ClassVar[str] = "jurisdiction"
    name: str
    code: str = ""

    @property
    def shown(self) -> str:
        return self.name


@dataclass(frozen=True)
class Forum:
    """Where a dispute ends."""

    kind: ClassVar[str] = "forum"
    way: Literal["arbitration", "courts"]
    institution: str = ""
    seat: str = ""

    @property
    def shown(self) -> str:
        return ", ".join(part for part in (self.way, self.institution, self.seat) if part)


@dataclass(frozen=True)
class PartyValue:
    """A party as the document names it, the names it goes by, and what it does."""

    kind: ClassVar[str] = "party"
    name: str
    role: Role = "party"
    called: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        called = f" (“{'”, “'.join(self.called)}”)" if self.called else ""
        return f"{self.name}{called}: {self.role}"


@dataclass(frozen=True)
class Words:
    """What no narrower type holds, in words."""

    kind: ClassVar[str] = "words"
    text: str

    @property
    def shown(self) -> str:
        return self.text


Value = DateValue | Period | Amount | Jurisdiction | Forum | PartyValue | Words


def value_as_dict(value: Value) -> dict[str, Any]:
    """The JSON form: its kind, how it is shown, and its fields."""
    return {"kind": value.kind, "shown": value.shown, **asdict(value)}
