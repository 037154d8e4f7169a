"""What a question asks: its words, its wider words, the ideas and topics it touches, and the shape of answer it wants.

understand("How long do they keep batch paperwork?", embedder)
  own words    long, keep, batch, paperwork      wants    duration
  wider words  record, document, 记录 ...         topics   retention_of_records_period 0.81, ...
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.heads import Heads, load_heads
from assistant.reading import as_matrix
from assistant.signals import Signals, ideas_in, question_signals
from assistant.words import glossary_keys, query_tokens, wider_tokens
from ingest.embed import ENGLISH
from ingest.script import simplified

QUESTION_COLUMNS = 1 << 13
_SHAPES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "duration": r"how (?:long|many (?:days|months|weeks|years|hours)|soon|quickly|often|far ahead|much (?:notice|time|warning))|what (?:notice|period)|notice periods?|\bperiods\b"
        r"|deadline|lead time|\bterm\b|by when|多久|多长|几(?:天|日|个月|年|周)|多少(?:天|日|个月|年|周)|期限|何时|频率|什么时候|几次",
        "amount": r"how much|how big|how large|what (?:amount|price|fee|rate|percentage|cap|share|interest)|at least|minimum|maximum|\bcap\b|cost|"
        r"how many|penalt|credit|\bfee\b|多少|几(?:成|倍|批|人)|金额|费率|上限|比例|百分之",
        "date": r"\bwhen\b|what date|effective date|which year|start(?:ing)? date|哪一天|日期|何时|什么时候",
        "party": r"\bwho\b|whose|which (?:party|side|one of us)|谁|哪一方|哪方|由谁",
        "law": r"which (?:law|court|state|country|province)|what law|governing|arbitrat|sue|where (?:do|would|can|must) we|适用.{0,6}法|哪里.{0,6}(?:法院|仲裁)|仲裁",
        # A question for all of them, not one that says "every batch" or speaks of a vendor list.
        "all": r"^\W*(?:(?:please|kindly|now|so|and|then|also)\W+|(?:can|could|would|will) you\W+)*(?:list|enumerate)\b|\b(?:and|then|also) list\b|\blist of (?:all|every|each)\b"
        r"|^\W*(?:please\W+)?(?:show|give|find|name|tell|collect|extract|set out|summari[sz]e)\b.*\b(?:all|every|each)\b"
        r"|^\W*(?:what|which|where|who)\s+(?:\w+\s+)?(?:(?:are|is)\s+)?(?:all|every|each of)\b|^\W*(?:all|every|each)\b(?!.*\b(?:who|whom|whose|how|when|may|must|shall)\b)"
        # 所有 is "all", but 归谁所有 asks who owns.
        r"|列出|列举|罗列|^(?=.*(?:所有(?![权者人])|全部|每一[项个]))(?!.*(?:归.{0,8}所有|是否|吗|谁|哪一?方|能否|可否|可以|能不能|要不要|怎么|如何))",
    }.items()
}
_HOLDS: Mapping[str, re.Pattern[str]] = {
    "duration": re.compile(
        r"(?i)\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|sixty|ninety|\[?\*+\]?)\)?\s*(?:business |working |calendar |"
        r"full )?(?:days?|months?|weeks?|years?|hours?)\b|annual|once|immediately|promptly|[\d一二三四五六七八九十百]+\s*(?:个?工作日|日|天|个月|年|周|小时)"
    ),
    "amount": re.compile(
        r"[$€£¥]\s?[\d.,\[*]|\b\d[\d.,]*\s?(?:%|percent|per cent|USD|EUR|dollars|units|kg|batches)|(?i:percent)|百分之|元|万|\[\*+\]"
    ),
    "date": re.compile(
        r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.{0,8}\d|\d{4}年|effective date"
    ),
    "law": re.compile(r"(?i)governed by|laws? of|courts?|arbitrat|jurisdiction|法律|法院|仲裁"),
}


OFF_TOPIC = "off_topic"


@dataclass(frozen=True)
class Question:
    """A question, understood. `topics` is a probability for each name in `topic_names`."""

    text: str
    own: tuple[str, ...]
    wider: tuple[str, ...]
    ideas: frozenset[str]
    wants: frozenset[str]
    topics: np.ndarray
    vector: np.ndarray
    widened_vector: np.ndarray
    chinese: bool
    off_topic: float = 0.0
    """How likely it is that no agreement deals with what is asked: the weather, a joke."""


def is_chinese(text: str) -> bool:
    return sum("一" <= c <= "鿿" for c in text) * 4 > len(text)


def holds(shape: str, text: str) -> bool:
    """Whether a text holds what a question of this shape wants: a period, an amount, a date, a law."""
    pattern = _HOLDS.get(shape)
    return bool(pattern and pattern.search(text))


def understand(text: str, embed: Callable[[str], np.ndarray], heads: Heads | None = None) -> Question:
    """Everything about a question that does not depend on the documents; `embed` gives a vector as the heads read it."""
    heads = heads or load_heads("intents")
    text = simplified(text)
    wider = wider_tokens(text)
    chinese = is_chinese(text)
    vector = vector_of(text, embed(text))
    logits = heads.scores(as_matrix([signals_of(text)], QUESTION_COLUMNS), vector[None, :])[0]
    topics, off_topic = topics_of(logits * heads.extra["sharpness"][int(chinese)], heads.names)
    return Question(
        text,
        tuple(query_tokens(text)),
        tuple(wider),
        frozenset(ideas_in(f"{text} . {' '.join(wider)}")),
        frozenset(shape for shape, pattern in _SHAPES.items() if pattern.search(text)),
        topics,
        vector,
        _widened(topics, heads),
        chinese,
        off_topic,
    )


def topics_of(logits: np.ndarray, names: tuple[str, ...]) -> tuple[np.ndarray, float]:
    """A probability for each topic, together one, and apart from them how likely it is that the question is idle.

    Idle questions are of all kinds: as one topic among the others they would draw every rare wording to themselves.
    """
    idle = names.index(OFF_TOPIC) if OFF_TOPIC in names else None
    topics = np.exp(logits - logits.max())
    if idle is not None:
        topics[idle] = 0.0
    return topics / topics.sum(), float(1 / (1 + np.exp(-logits[idle]))) if idle is not None else 0.0


def signals_of(text: str) -> Signals:
    """The signals by which the topics of a question are recognised."""
    return folded(question_signals(text, glossary_keys(text)))


def folded(signals: Signals) -> Signals:
    """Question signals in fewer columns: questions are short, and their heads are many."""
    return Signals(signals.columns % QUESTION_COLUMNS, signals.weights)


def topic_names() -> tuple[str, ...]:
    return load_heads("intents").names


def vector_of(text: str, vector: np.ndarray) -> np.ndarray:
    """The vector of a question, its first part empty for a Chinese one: that model knows English only."""
    read = np.array(vector, dtype=np.float32)
    if is_chinese(text):
        read[:ENGLISH] = 0.0
    return read


def unit_parts(vector: np.ndarray) -> np.ndarray:
    """The vector with each of its two parts of length one, or empty."""
    parts = [part / (np.linalg.norm(part) + 1e-9) for part in (vector[:ENGLISH], vector[ENGLISH:])]
    return np.asarray(np.concatenate(parts), dtype=np.float32)


def _widened(topics: np.ndarray, heads: Heads) -> np.ndarray:
    """Mean vector of other people's questions on the likely topics: other words for the same thing."""
    return unit_parts(topics @ heads.extra["centres"])
