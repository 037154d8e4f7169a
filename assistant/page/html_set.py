"""The set as HTML: disagreements, amendments, two languages, tracked changes."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.amendments.operations import Amendment
from assistant.bilingual import Discrepancy, TwoLanguages
from assistant.findings import Direction, MarkedParagraph, Turned
from assistant.page.html import Pill, from_html, label, pill, said_html, table_html, title_html
from assistant.report.blocks import shortened
from assistant.report.changes import DIRECTION_WORDS, LONGEST_TEXT, what_turns, whose_hand
from assistant.report.languages import KIND_WORDS as DISCREPANCY_WORDS
from assistant.report.languages import what_was_found
from assistant.report.wording import counted, words_for
from assistant.set_facts import Belonging

OPERATION_COLOURS = {
    "deleted": "red",
    "replaced": "orange",
    "restated": "orange",
    "added": "green",
    "amended": "violet",
}
DIRECTION_COLOURS: dict[Direction, str] = {"worse": "red", "moved": "orange", "other": "violet", "better": "green"}
GOVERNING: dict[str, Pill] = {
    "en": ("the English text governs", "blue"),
    "zh": ("the Chinese text governs", "blue"),
    "equal": ("both texts are equally authentic", "orange"),
    "contradictory": ("the texts contradict each other on which governs", "red"),
    "none": ("no text is said to govern", "orange"),
}


def belongings_html(belongings: Sequence[Belonging], files: Mapping[str, str]) -> str:
    rows: list[tuple[str | Pill, ...]] = [
        (
            files.get(b.document, ""),
            files.get(b.to or "", ("not settled", "orange")),
            f"{b.confidence * 100:.0f} %" if b.to else "–",
            b.reason,
        )
        for b in belongings
    ]
    return table_html(("Document", "Belongs to", "How sure", "Why"), rows)


def amendment_html(amendment: Amendment, applied: bool) -> str:
    """Its number and date, how many changes it orders, and whether there is an agreement they could be made in."""
    number = f"number {amendment.number}" if amendment.number else "no number"
    head = f"{number}; {amendment.date or 'no date of effect found'}; {counted(len(amendment.operations), 'change')}"
    without = (
        ""
        if applied
        else from_html("The agreement it amends is not among the documents checked, so nothing is applied.")
    )
    none = (
        ""
        if amendment.operations
        else from_html("No change to a clause was found in it; what it agrees by itself stands below.")
    )
    return said_html("", head) + without + none


def operation_label(words: str, kind: str, why_not: str) -> str:
    """The line that opens one change: what it does to which clause, and whether it could be carried out."""
    left = " :orange-badge[not applied]" if why_not else ""
    target = words.partition(": ")[2]
    return f":{OPERATION_COLOURS[kind]}-badge[{kind}] {label(target)}{left}"


def languages_html(two: TwoLanguages) -> str:
    return title_html(two.language_clause.in_words, [GOVERNING[two.governing]], what_was_found(two))


def discrepancy_html(found: Discrepancy) -> str:
    return title_html(found.reason, [(DISCREPANCY_WORDS[found.kind], "orange")])


def turned_html(turn: Turned) -> str:
    """`For-cause audit: from yes to no`, which way that is for us, and what it means."""
    direction = (DIRECTION_WORDS[turn.direction], DIRECTION_COLOURS[turn.direction])
    ours: list[Pill] = [("our own change", "gray")] if turn.is_ours else []
    now = words_for(turn.side, turn.after, turn.after_citation is not None)
    flags = "".join(said_html("Red flag that the changes bring", flag) for flag in turn.red_flags)
    return title_html(f"{turn.title}: {what_turns(turn)}", [direction, *ours]) + said_html("Now", f"{now}.") + flags


def before_and_after_html(paragraph: MarkedParagraph) -> str:
    """Whose hand, when, and both texts side by side."""
    before = shortened(paragraph.before, LONGEST_TEXT) or "(nothing)"
    after = shortened(paragraph.after, LONGEST_TEXT) or "(struck out)"
    return (
        f'<div class="sides"><p class="from">{escape(whose_hand(paragraph))}</p>'
        f'<div><p class="kind">Before</p><blockquote>{escape(before)}</blockquote></div>'
        f'<div><p class="kind">After</p><blockquote>{escape(after)}</blockquote></div></div>'
    )


def silent_html(ours: str, theirs: str) -> str:
    """A difference that carries no markup."""
    return (
        '<div class="sides">'
        f'<div><p class="kind">In our version</p><blockquote>{escape(shortened(ours, LONGEST_TEXT) or "(nothing)")}</blockquote></div>'
        f'<div><p class="kind">In the file that came back</p><blockquote>{escape(shortened(theirs, LONGEST_TEXT) or "(nothing)")}</blockquote></div></div>'
    )


def comments_html(comments: Sequence[tuple[str, str, str, str]]) -> str:
    """Author, date, the words the remark hangs on, the remark."""
    rows = [(author or "unnamed author", date[:10] or "no date", on, text) for author, date, text, on in comments]
    return table_html(("Author", "Date", "On", "Remark"), rows)


def unmarked_html(against: str, count: int) -> str:
    if not count:
        return f'<p class="said">{pill("every difference is marked", "green")} Compared with {escape(against)}.</p>'
    words = f"With every tracked change undone the text still differs from {against} in {counted(count, 'paragraph')}."
    return f'<p class="said">{pill("changed without markup", "red")} {escape(words)}</p>'
