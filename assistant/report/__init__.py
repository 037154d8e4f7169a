"""Reports, answers and question lists for page, terminal and export alike.

    Report    ──▶ blocks ──▶ Markdown, DOCX, PDF        internal.py or counterparty.py decide what is said,
    Questions ──▶ blocks ──▶ Markdown, DOCX             as_*.py how it is written down
              └─▶ sheets ──▶ XLSX
              └─▶ dict   ──▶ JSON

`question_list.py` is imported by its own name, because the questions it writes down come from `assistant.questions`,
which uses the words and the order kept here. The counterparty's version is built from a list of allowed fields and
shares no code path with the internal one before the blocks.
"""

from assistant.report.answers import answer_as_markdown
from assistant.report.as_json import report_as_dict, report_as_json
from assistant.report.as_markdown import escape_markdown
from assistant.report.audience import Audience
from assistant.report.headline import Headline, headlines
from assistant.report.observed import observations_as_markdown
from assistant.report.write import REPORT_SUFFIXES, report_as_bytes, report_as_markdown, write_report

__all__ = [
    "REPORT_SUFFIXES",
    "Audience",
    "Headline",
    "answer_as_markdown",
    "escape_markdown",
    "headlines",
    "observations_as_markdown",
    "report_as_bytes",
    "report_as_dict",
    "report_as_json",
    "report_as_markdown",
    "write_report",
]
