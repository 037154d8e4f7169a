"""An agreement in traditional characters is judged like its simplified version and quoted as it was written."""

from pathlib import Path

from builders import a_reading

from assistant.cite import Citation
from assistant.scripts import in_simplified, is_traditional
from assistant.workspace import Workspace
from ingest.script import simplified

AGREEMENT = """生產供應協議

委託方：臺北藥品股份有限公司（以下稱「客戶」）
受託方：高雄製藥股份有限公司（以下稱「製造商」）

第一條 品質與變更

1.1 製造商擬對生產工藝、質量標準或場地作任何變更的，應於實施前九十日書面通知客戶，未經客戶事先書面同意不得實施。

1.2 客戶有權在合理通知後對製造商之場地進行審計，每年一次；有合理理由時可隨時進行審計。

第二條 期限與終止

2.1 客戶可提前一百八十日書面通知製造商終止本協議，無須說明理由。

2.2 協議終止後，製造商應向客戶移交全部技術資料，並協助客戶將生產轉移至第三方。
"""


def test_findings_are_those_of_the_simplified_text_and_quotes_those_of_the_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    reports = []
    for name, text in (("traditional.txt", AGREEMENT), ("simplified.txt", simplified(AGREEMENT))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        id = workspace.add(tmp_path / name).document
        reports.append(workspace.check([id]))
        cited = [c for f in reports[-1].findings for c in (*f.citations, *(near.citation for near in f.nearest))]
        assert cited and all(c.quote == text[c.start : c.end] for c in cited)
    written, plain = reports
    assert [(f.requirement, f.status) for f in written.findings] == [(f.requirement, f.status) for f in plain.findings]
    assert {f.status for f in plain.findings} > {"no"}
    headings = {c.heading for f in written.findings for c in f.citations}
    assert headings and headings <= {"品質與變更", "期限與終止"}, headings


def test_question_in_either_script_is_answered_from_either(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "traditional.txt").write_text(AGREEMENT, encoding="utf-8")
    workspace.add(tmp_path / "traditional.txt")
    answers = [workspace.ask(question) for question in ("提前多久通知变更？", "提前多久通知變更？")]
    assert answers[0].citations == answers[1].citations
    best: Citation = answers[0].citations[0]
    assert best.quote == AGREEMENT[best.start : best.end] and "變更" in best.quote
    assert answers[1].question == "提前多久通知變更？"


def test_a_name_in_old_signs_makes_no_traditional_text() -> None:
    text = "制造商应在变更前九十日书面通知客户，未经客户同意不得实施。" * 3 + "签署人：陳"
    assert not is_traditional(text)
    reading = a_reading(text)
    assert in_simplified(reading) is reading
