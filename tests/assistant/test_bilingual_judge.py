"""The governing language decides a finding, and every output tells where the two texts differ."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from bilingual_builders import a_bilingual_reading
from report_builders import a_held, a_judged, a_report, shipped

from assistant.bilingual import TwoLanguages
from assistant.bilingual.judge import GoverningJudge
from assistant.bilingual.read import two_languages
from assistant.checklist import Checklist
from assistant.cite import cite
from assistant.findings import Report
from assistant.judge import Judgement
from assistant.questions import draft_questions
from assistant.reading import Reading
from assistant.report import report_as_bytes, report_as_dict, report_as_markdown
from assistant.report.audience import Audience
from assistant.report.question_list import questions_as_markdown

AUDIT = "audit_rights.facility_audit"


class JudgeByWord:
    """Finds a requirement in the last clause that holds one of the words."""

    name = "by word"

    def __init__(self, *words: str) -> None:
        self._words = words
        self.read: list[int] = []

    def judge(self, reading: Reading, checklist: Checklist) -> Mapping[str, Judgement]:
        self.read.append(len(reading.clauses))
        found = [c for c in reading.clauses if any(word in c.text for word in self._words)]
        if not found:
            return {AUDIT: Judgement("no", 0.9, "none")}
        return {AUDIT: Judgement("yes", 0.9, "It does it.", (cite(reading.document, found[-1]),))}


def judged(name: str, *words: str) -> Judgement:
    reading = a_bilingual_reading(name, "paragraph by paragraph", with_planted=True)
    return GoverningJudge(JudgeByWord(*words)).judge(reading, shipped())[AUDIT]


def test_the_governing_text_is_cited_first_and_the_reason_says_so() -> None:
    judgement = judged("licensed-filling", "once in every calendar year", "进行一次审计")

    assert judgement.status == "yes"
    assert judgement.citations[0].quote.startswith("5.4 委托人每一日历年")
    assert judgement.citations[1].quote.startswith("5.4 The Principal may audit")
    assert "The Chinese text governs (clause 9.2)." in judgement.reason


def test_a_clause_on_which_the_texts_differ_is_less_certain_and_the_other_text_is_told() -> None:
    judgement = judged("licensed-filling", "0.5%", "千分之三")

    assert judgement.status == "yes"
    assert judgement.confidence < 0.9
    assert "The English text differs: The percentage differs" in judgement.reason


def test_what_only_the_other_text_does_is_a_no_with_that_text_as_the_nearest() -> None:
    judgement = judged("licensed-filling", "keep the batch records ready")

    assert judgement.status == "no"
    assert judgement.confidence <= 0.5
    assert "stands in the English text" in judgement.nearest[0].why_not


def test_where_no_text_governs_a_difference_makes_it_partial_with_both_quotes() -> None:
    judgement = judged("plasmid-supply", "right to audit")

    assert judgement.status == "partial"
    assert {quote.quote[:3] for quote in judgement.limiting} == {"Par", "甲方无"}
    assert "equally authentic" in judgement.reason


def test_an_agreement_in_one_language_is_judged_as_before() -> None:
    reading = a_bilingual_reading("plasmid-supply", "paragraph by paragraph", with_planted=False)
    english = Reading(reading.document, tuple(c for c in reading.clauses if c.text.isascii()))
    inner = JudgeByWord("audit")

    assert GoverningJudge(inner).judge(reading, shipped())[AUDIT].status == "yes"
    assert len(english.clauses) < len(reading.clauses)
    assert inner.read == [len(reading.clauses)]


def the_report(name: str = "licensed-filling") -> tuple[Report, TwoLanguages]:
    reading = a_bilingual_reading(name, "two columns", with_planted=True)
    two = two_languages(reading)
    assert two is not None
    report = a_report(a_judged(AUDIT, "no"), documents=(a_held(document=two.document, language="mixed"),))
    return Report(report.documents, report.engine, report.control_points, report.findings, languages=(two,)), two


@pytest.fixture(autouse=True)
def _known_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import report_builders

    reading = a_bilingual_reading("licensed-filling", "two columns", with_planted=True)
    monkeypatch.setitem(report_builders.FILES, reading.document.id, reading.document.file)
    other = a_bilingual_reading("plasmid-supply", "two columns", with_planted=True)
    monkeypatch.setitem(report_builders.FILES, other.document.id, other.document.file)


def test_json_has_every_discrepancy_with_both_quotes() -> None:
    report, two = the_report()
    told = report_as_dict(report)

    assert told["languages"][0]["governing_language"] == "zh"
    assert len(told["language_discrepancies"]) == len(two.discrepancies) > 8
    assert len(told["language_discrepancies"]) + len(told["language_to_compare"]) == len(two.told) > 10
    assert all(entry["en"] or entry["zh"] for entry in told["language_discrepancies"])
    assert json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("suffix", [".md", ".docx", ".xlsx", ".pdf", ".json"])
@pytest.mark.parametrize("audience", ["internal", "counterparty"])
def test_every_format_is_written(suffix: str, audience: Audience) -> None:
    report, _ = the_report()

    assert report_as_bytes(report, shipped(), suffix, audience)


def test_the_report_quotes_both_texts_and_names_the_one_that_governs() -> None:
    report, _ = the_report()
    text = report_as_markdown(report, shipped())

    assert "English and Chinese texts" in text
    assert "The Chinese text governs (clause 9.2)." in text
    assert "185,000欧元" in text or "185,000美元" in text


def test_the_other_side_reads_both_quotes_and_a_request_and_nothing_of_our_reasons() -> None:
    report, two = the_report()
    text = report_as_markdown(report, shipped(), audience="counterparty")

    assert "please confirm which is meant" in text
    assert [d.reason for d in two.discrepancies if d.reason in text] == []
    assert "governs" not in text


def test_questions_ask_to_correct_each_place_and_stay_neutral_outside() -> None:
    report, two = the_report()
    ours = draft_questions(report, shipped())
    theirs = draft_questions(report, shipped(), audience="counterparty")
    asked = [q for q in theirs if q.id.startswith("languages.")]

    assert len(asked) == len({(d.en, d.zh) for d in two.discrepancies})
    assert all(q.priority is None and q.trigger is None for q in asked)
    assert any("Ask for a corrected text" in q.question for q in ours)
    assert "中英文文本不一致" in questions_as_markdown(theirs, "zh")


def test_without_a_governing_language_the_first_question_is_which_governs() -> None:
    report, _ = the_report("plasmid-supply")
    asked = [q for q in draft_questions(report, shipped()) if q.id.startswith("languages.")]

    assert "which text prevails" in asked[0].question
    assert asked[0].priority == "high"


def with_one_to_compare() -> tuple[Report, TwoLanguages]:
    """The last difference is likelier a mere wording."""
    report, two = the_report()
    *surely, doubtful = two.discrepancies
    # A place of its own, so that nothing else is told of it.
    surely = [d for d in surely if (d.en, d.zh) != (doubtful.en, doubtful.zh)]
    divided = replace(
        two, discrepancies=tuple(surely), to_compare=(replace(doubtful, confidence=0.4, reason="A word differs."),)
    )
    return replace(report, languages=(divided,)), divided


def test_what_is_likelier_a_mere_wording_stands_apart_with_both_quotes() -> None:
    report, _ = with_one_to_compare()
    text = report_as_markdown(report, shipped())
    told = report_as_dict(report)

    assert "and 1 more place to compare" in text
    assert text.index("please compare") < text.index("A word differs.")
    assert told["language_to_compare"][0]["confidence"] == 0.4
    assert "A word differs." not in [entry["reason"] for entry in told["language_discrepancies"]]
    assert b"please compare" in b"".join(unzipped(report_as_bytes(report, shipped(), ".xlsx", "internal")))


def test_the_other_side_is_not_asked_about_what_is_only_to_be_compared() -> None:
    report, two = with_one_to_compare()
    (doubtful,) = two.to_compare
    quotes = [quote.quote for quote in doubtful.quotes]
    theirs = draft_questions(report, shipped(), audience="counterparty")

    assert len([q for q in theirs if q.id.startswith("languages.")]) == len({(d.en, d.zh) for d in two.discrepancies})
    assert not [quote for quote in quotes if quote in report_as_markdown(report, shipped(), audience="counterparty")]


def unzipped(data: bytes) -> list[bytes]:
    with ZipFile(BytesIO(data)) as packed:
        return [packed.read(name) for name in packed.namelist()]
