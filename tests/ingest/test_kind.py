"""Title, kind and language come from a document's own first words."""

import pytest

from ingest.kind import kind_of, language_of, title_of


@pytest.mark.parametrize(
    ("opening", "title", "kind"),
    [
        ("Exhibit 10.4\nMASTER SUPPLY AGREEMENT\nThis Agreement is made", "MASTER SUPPLY AGREEMENT", "contract"),
        ("MANUFACTURING AND\nSUPPLY AGREEMENT\nbetween\nA and B", "MANUFACTURING AND SUPPLY AGREEMENT", "contract"),
        ("AMENDMENT NO. 2\nTO THE\nSUPPLY AGREEMENT\nThis is", "AMENDMENT NO. 2 TO THE SUPPLY AGREEMENT", "amendment"),
        ("AMENDED AND RESTATED SUPPLY AGREEMENT\n", "AMENDED AND RESTATED SUPPLY AGREEMENT", "contract"),
        ("Quality Agreement\nDocument number: Q-1\n", "Quality Agreement", "quality_agreement"),
        ("QUALITY AND TECHNICAL AGREEMENT\n", "QUALITY AND TECHNICAL AGREEMENT", "quality_agreement"),
        ("GMP AUDIT REPORT\nReport number: 3\n", "GMP AUDIT REPORT", "audit_report"),
        ("WARNING LETTER\nA Pharma Co., Ltd.\n", "WARNING LETTER", "audit_report"),
        ("协议编号：A-1\n药品委托生产协议\n甲方：某某\n乙方：某某", "药品委托生产协议", "contract"),
        ("委托生产质量协议\n", "委托生产质量协议", "quality_agreement"),
        ("补充协议\n", "补充协议", "amendment"),
        ("供应商现场审计报告\n", "供应商现场审计报告", "audit_report"),
        (
            "[*] = CUT. EXHIBIT 3 FIRST AMENDMENT TO SALE AGREEMENT This is",
            "FIRST AMENDMENT TO SALE AGREEMENT",
            "amendment",
        ),
        ("Redacted text. This Toll Supply Agreement (the “Agreement”) is made", "Toll Supply Agreement", "contract"),
        ("Minutes of the meeting\nThose present discussed lunch.\n", "", "other"),
        ("", "", "other"),
    ],
)
def test_title_and_kind_are_read_from_the_opening(opening: str, title: str, kind: str) -> None:
    assert title_of(opening) == title
    assert kind_of(title, opening) == kind


def test_agreement_without_a_title_is_known_by_how_it_opens() -> None:
    opening = "The undersigned, by and between whom the following is agreed. NOW, THEREFORE, they agree."
    assert kind_of(title_of(opening), opening) == "contract"


@pytest.mark.parametrize(
    ("metadata", "title"),
    [("Toll Manufacture", "Toll Manufacture"), ("Microsoft Word - draft7", ""), ("scan001.pdf", ""), ("untitled", "")],
)
def test_metadata_gives_the_title_only_where_the_page_has_none_and_it_is_no_junk(metadata: str, title: str) -> None:
    assert title_of("Some words.", metadata) == title
    assert title_of("SUPPLY AGREEMENT\n", metadata) == "SUPPLY AGREEMENT"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Supplier shall notify the Customer of every change. " * 9 + "杭州青岚生物制品有限公司", "en"),
        ("乙方应当按照GMP要求组织生产，并在放行前向甲方提交批生产记录、检验报告书及偏差调查报告。", "zh"),
        ("The Supplier shall not change the process. 未经客户书面同意，供应商不得变更工艺。", "mixed"),
        ("", "en"),
    ],
)
def test_language_is_both_only_when_both_are_substantial(text: str, language: str) -> None:
    assert language_of(text) == language
