"""Fixed words of the page: welcomes, headings, choices, and what stands where there is nothing."""

from assistant.drafting import MARK, DraftKind
from assistant.page.html import said_html
from assistant.report import Audience

OVERVIEW, FACTS, POINTS, ACROSS, AUDIT = "Overview", "Facts", "Control points", "Across documents", "Audit"
DOCUMENTS, QUESTIONS, DRAFTS_TAB, REPORT = "Documents", "Questions to send", "Drafts", "Report"
TABS = (OVERVIEW, FACTS, POINTS, ACROSS, AUDIT, DOCUMENTS, QUESTIONS, DRAFTS_TAB, REPORT)
TABS_WITHOUT_AUDIT = tuple(name for name in TABS if name != AUDIT)
BRAND = '<div class="brand"><b>Controlpoint</b><span>Manufacturing agreements checked, with proof</span></div>'
WELCOME = (
    '<div class="welcome"><h1>Check a manufacturing agreement</h1>'
    "<p>Add an agreement with its quality agreement, amendments and audit reports in the panel on the left, or start with "
    "the sample deal. Each control point is judged on every clause, and every statement opens the page it rests on.</p>"
    "<ol><li>Add the documents of one deal.</li><li>Confirm five facts; nothing is taken for granted.</li>"
    "<li>Read the first five issues, ask about the text, and take the questions to the other side.</li></ol>"
    '<p class="small">Documents stay on this machine. This is working material for people, not legal advice.</p></div>'
)
NOT_CHECKED = '<p class="empty">These documents have not been checked yet.</p>'
NO_ISSUES = '<p class="empty">No protection on this checklist falls short. Read the evidence before you rely on it.</p>'
NOTHING_TO_READ = '<p class="empty">No finding is too uncertain to act on.</p>'
CHAT_OPENING = (
    '<p class="empty">Every answer quotes the text and opens its page. What the documents do not say is said to be so. '
    "To start with:</p>"
)
SEARCHING = '<p class="from">Reading the clauses …</p>'
FIRST_QUESTIONS = (
    "Who owns improvements to the manufacturing process?",
    "How much notice do we get before a change?",
    "What should an exit plan contain?",
)
LANGUAGES = {"en": "English", "zh": "Chinese", "both": "Both"}
AUDIENCES: dict[Audience, str] = {"internal": "For us", "counterparty": "For the other side"}
AUDIENCE_WORDS: dict[Audience, str] = {
    "internal": "Verdicts, severity, certainty, positions and fallbacks: not for the other side.",
    "counterparty": "What the text says and what we did not locate; no verdicts, severity, positions or fallbacks.",
}
FACTS_HEAD = (
    '<p class="empty">Read from the documents, each with the words it rests on. Only what you state or confirm switches '
    "requirements on or off; what the documents suggest switches nothing.</p>"
)
NO_DEADLINES = '<p class="empty">No date or deadline follows from what was found.</p>'
NO_CONFLICTS = (
    '<p class="empty">On the subjects compared, no two documents name different values. Subjects on which one document '
    "names two values are not compared.</p>"
)
NOTHING_ACROSS = (
    '<p class="empty">One document, in one language and without tracked changes: there is nothing to lay side by side. Add the '
    "quality agreement, amendments and statements of work of the deal, and check them together.</p>"
)
CONSOLIDATED = (
    '<p class="empty">The agreement with its amendments applied: a reading aid made of the documents\' own words, not a '
    "signed text. Every clause names the document that last set it.</p>"
)
NOT_IN_THIS_LANGUAGE = '<p class="empty">Nothing: this stands in one of the two languages only.</p>'
NO_AGREEMENT_BESIDE = '<p class="empty">No agreement is held, so there is no right to lay beside an observation.</p>'
EVIDENCE_HEAD = '<p class="empty">Seen: the report says that somebody looked. Not seen: it does not say so, whatever the truth may be.</p>'
CHECKLISTS = {"contract": "The seven control points", "contract-extended": "Twenty-one further control points"}
DRAFTS: dict[DraftKind, str] = {
    "questions": "Question list",
    "cover-note": "Cover note",
    "position": "Negotiating position",
    "clause": "Clause wording",
}
DRAFT_WORDS: dict[DraftKind, str] = {
    "questions": "To the other side: what to ask and what to ask for, with nothing of our verdicts or positions.",
    "cover-note": "To the other side: our open points, with nothing of our verdicts, positions or fallbacks.",
    "position": "For us alone: what we need, where it stands, what to ask for, what to settle for, what to give.",
    "clause": "Wording to propose, in the agreement's own names, with the findings it rests on.",
}
SCOPES = {
    "whole": "The whole deal",
    "one": "One document",
    "several": "Several documents",
    "notes": "Reference notes only",
}


def draft_mark(language: str) -> str:
    """Every draft is marked, whatever else it says."""
    texts = {"en": MARK.en, "zh": MARK.zh, "both": f"{MARK.en} / {MARK.zh}"}
    return f'<div class="draft-mark">{said_html("", texts[language])}</div>'
