"""A place that one party holds in English and another in Chinese: who is bound, who may, who bears the cost."""

from collections.abc import Sequence

from assistant.bilingual.parties import Party, Role

MODAL_WORDS = {"duty": "is bound", "may": "is permitted", "forbidden": "is forbidden"}


def exchanged_roles(english: Sequence[Role], chinese: Sequence[Role]) -> str | None:
    """A place that one party holds in English and another in Chinese."""
    flipped: dict[Party, Party] = {"first": "second", "second": "first", "each": "each"}
    for place in dict.fromkeys(role.place for role in english):
        order = [role.party for role in english if role.place == place]
        exchanged = [flipped[party] for party in order] == [role.party for role in chinese if role.place == place]
        if place in MODAL_WORDS and len({*order}) > 1 and exchanged:
            return place
    return roles_apart(english, chinese)


def roles_apart(english: Sequence[Role], chinese: Sequence[Role]) -> str | None:
    for place in dict.fromkeys(role.place for role in english):
        en = {role.party for role in english if role.place == place}
        zh = {role.party for role in chinese if role.place == place}
        if en and zh and not en & zh and not (place in MODAL_WORDS and _put_otherwise(en, english, chinese)):
            return place
    return None


def _put_otherwise(parties: set[Party], english: Sequence[Role], chinese: Sequence[Role]) -> bool:
    """Whether the party that holds the place in English is bound in Chinese by another word, while nobody there lost one.

    A shall not do it without B's consent, which shall not be withheld   ·   A须取得B同意，B不得拒绝
    """

    def held(roles: Sequence[Role], ours: bool) -> set[tuple[str, Party]]:
        return {(r.place, r.party) for r in roles if r.place in MODAL_WORDS and (r.party in parties) == ours}

    return bool(held(chinese, True) - held(english, True)) and held(english, False) <= held(chinese, False)
