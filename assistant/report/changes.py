"""What tracked changes do, for people: what turns first, then every changed paragraph, then what carries no markup."""

from collections.abc import Iterator
from typing import get_args

from assistant.findings import Direction, MarkedParagraph, MarkupReview, Turned
from assistant.report.as_markdown import as_markdown
from assistant.report.blocks import Blocks, Bullets, Heading, Paragraph, Quote, Table, shortened
from assistant.report.wording import counted, place, words_for

LONGEST_TEXT = 600
DIRECTION_WORDS: dict[Direction, str] = {
    "worse": "To the worse for you",
    "moved": "Please read: it now rests on other words",
    "other": "Judged otherwise",
    "better": "To the better for you",
}
SHORT = {
    "not_determinable": "not determinable",
    "not_applicable": "not applicable",
}


def changes_as_markdown(review: MarkupReview) -> str:
    return as_markdown(changes_blocks(review, 1))


def changes_blocks(review: MarkupReview, level: int) -> Blocks:
    """One file's tracked changes, under a heading of that level."""
    yield Heading(f"Tracked changes in {review.file}", level)
    yield Paragraph(in_short(review))
    if review.silent:
        yield from _silent(review, level + 1)
    elif review.against:
        yield Paragraph(f"Every difference from {review.against} is marked.")
    for turn in review.turned:
        yield from _turn(turn, level + 1)
    yield from _others(review, level + 1)
    if review.comments:
        yield Heading("Comments in the margin", level + 1)
        yield Bullets(tuple(_remark(*comment) for comment in review.comments))
    if review.margins:
        yield Heading("Above and below the pages", level + 1)
        yield Bullets(tuple(shortened(line, 300) for line in review.margins))


def in_short(review: MarkupReview) -> str:
    """How many paragraphs changed and how many judgements turned, and which way."""
    if not review.paragraphs:
        return "The file holds no tracked changes."
    counts = {way: sum(turn.direction == way for turn in review.turned) for way in get_args(Direction)}
    count = counted(len(review.paragraphs), "paragraph")
    turned = counted(len(review.turned) - counts["moved"], "judgement")
    line = f"{count} changed; {turned} turned: {counts['worse']} to the worse, {counts['better']} to the better."
    if counts["moved"]:
        line += f" {counts['moved']} more rested on words that were changed and are judged as before: please read them."
    return line


def _silent(review: MarkupReview, level: int) -> Blocks:
    yield Heading("Warning: changed without markup", level)
    yield Paragraph(
        f"With every tracked change undone the text still differs from {review.against} in "
        f"{counted(len(review.silent), 'paragraph')}."
    )
    rows = tuple((_cell(change.ours), _cell(change.theirs)) for change in review.silent)
    yield Table((f"In {shortened(review.against, 60)}", "In the file that came back, changes undone"), rows)


def _turn(turn: Turned, level: int) -> Blocks:
    yield Heading(f"{turn.title}: {what_turns(turn)}", level)
    ours = "; our own change" if turn.is_ours else ""
    yield Paragraph(
        f"{DIRECTION_WORDS[turn.direction]}{ours}. Now: {words_for(turn.side, turn.after, turn.after_citation is not None)}."
    )
    for flag in turn.red_flags:
        yield Paragraph(flag, "Red flag that the changes bring:")
    for paragraph in turn.paragraphs:
        yield Paragraph(whose_hand(paragraph), "Changed by:")
        yield Quote(shortened(paragraph.before, LONGEST_TEXT) or "(nothing)", label="Before")
        yield Quote(shortened(paragraph.after, LONGEST_TEXT) or "(struck out)", label="After")
    if turn.after_citation:
        yield Quote(shortened(turn.after_citation.quote), place(turn.after_citation), "What it rests on now")
    elif turn.before_quote and not turn.paragraphs:
        yield Quote(shortened(turn.before_quote), label="What it rested on before")


def what_turns(turn: Turned) -> str:
    """`from yes to no`"""
    if turn.before != turn.after:
        return f"from {_short(turn.before)} to {_short(turn.after)}"
    if turn.red_flags:
        return f"still {_short(turn.after)}, with a red flag"
    return f"still {_short(turn.after)}, but the words that proved it were changed"


def _others(review: MarkupReview, level: int) -> Blocks:
    told = {paragraph for turn in review.turned for paragraph in turn.paragraphs}
    others = [paragraph for paragraph in review.paragraphs if paragraph not in told]
    if others:
        yield Heading("Other changes, which touch no judgement", level)
        rows = tuple((whose_hand(paragraph), _cell(paragraph.before), _cell(paragraph.after)) for paragraph in others)
        yield Table(("By", "Before", "After"), rows)


def change_rows(review: MarkupReview) -> Iterator[tuple[str, ...]]:
    """For a spreadsheet: a row a changed paragraph, with what it turns."""
    for paragraph in review.paragraphs:
        turns = [f"{turn.title}: {what_turns(turn)}" for turn in review.turned if paragraph in turn.paragraphs]
        yield (review.file, "; ".join(turns), whose_hand(paragraph), paragraph.before, paragraph.after)


def whose_hand(paragraph: MarkedParagraph) -> str:
    """`Li Wei, 2025-03-01`"""
    who = ", ".join(paragraph.authors) or "unnamed author"
    days = ", ".join(dict.fromkeys(date[:10] for date in paragraph.dates)) or "no date"
    return f"{who}, {days}" + (" (ours)" if paragraph.is_ours else "")


def _remark(author: str, date: str, text: str, on: str) -> str:
    return f"{author or 'unnamed author'}, {date[:10] or 'no date'}, on “{shortened(on, 120)}”: {shortened(text, 300)}"


def _short(status: str) -> str:
    return SHORT.get(status, status)


def _cell(text: str) -> str:
    return shortened(text, LONGEST_TEXT) or "–"
