"""When the documents in scope do not say: which document of the family usually does."""

from collections.abc import Sequence

from assistant.understand import Question, topic_names

# Subjects by the document that usually settles them; the words are parts of topic names.
_USUALLY_IN = {
    "quality agreement": (
        "quality_agreement",
        ("audit", "change_control", "deviation", "oos", "retain", "retention", "release_testing", "stability", "batch", "complaint",
         "inspection", "capa", "corrective", "labelling", "records", "recall", "sample", "specification"),
    ),
    "work order or statement of work": ("work_order", ("milestone", "lead_time", "batch_size", "price", "payment", "capacity", "yield")),
    "master agreement": (
        "contract",
        ("governing_law", "forum", "dispute", "liability", "insurance", "indemnity", "confidential", "term", "renewal", "assignment"),
    ),
}  # fmt: skip
_SURE_ENOUGH = 0.35


def where_to_look(question: Question, kinds: Sequence[str]) -> str:
    """One sentence, or nothing when the usual place is already in scope or the subject is unclear."""
    if float(question.topics.max()) < _SURE_ENOUGH:
        return ""
    topic = topic_names()[int(question.topics.argmax())]
    for name, (kind, words) in _USUALLY_IN.items():
        if any(word in topic for word in words) and kind not in kinds:
            return f"This usually stands in the {name}, which is not among the documents searched."
    return ""
