"""Traditional characters are read as simplified ones and shown as they were written."""

import pytest

from ingest.document import Document, Page, Span
from ingest.kind import kind_of, title_of
from ingest.script import as_written, simplified
from ingest.split import split_clauses


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("製造商應於九十日內書面通知委託方", "制造商应于九十日内书面通知委托方"),
        ("說明、説明、啟動、啓動、衛生、衞生", "说明、说明、启动、启动、卫生、卫生"),
        ("質量標準之變更須經客戶覈准", "质量标准之变更须经客户核准"),
        ("变更须经批准，覆盖著作权", "变更须经批准，覆盖著作权"),
        ("Supplier shall notify", "Supplier shall notify"),
    ],
)
def test_every_sign_is_exchanged_for_one_sign(written: str, plain: str) -> None:
    assert simplified(written) == plain
    assert len(simplified(written)) == len(written)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("委託方得稽核製程與批次紀錄", "委托方可审计工艺与批次记录"),
        ("營業秘密不得洩漏", "商业秘密不得泄漏"),
        ("主管機關取得資訊", "监管机构取得信息"),
        ("智慧財產權之移轉", "知识产权权之转移"),
        ("内部稽核之后得出结论", "内部稽核之后得出结论"),
    ],
)
def test_words_of_taiwan_are_read_as_those_of_the_mainland_and_only_in_traditional_texts(
    written: str, plain: str
) -> None:
    assert simplified(written) == plain
    assert len(plain) == len(written)


def test_words_taken_from_the_simplified_text_go_back_to_the_signs_they_were_written_with() -> None:
    written = "第三條 品質變更 Change Control"
    assert as_written("第三条 质量变更 Change", simplified(written), written) == "第三條 品質變更 Change"
    assert as_written("保密", simplified(written), written) == "保密"


AGREEMENT = """生產供應協議

鑒於雙方擬就產品之製造訂立如下協議：

第一條 定義

1.1 「產品」係指附錄一所列之產品。

第二條 質量

2.1 製造商應於變更前九十日通知客戶。

附錄一 產品
"""


def test_traditional_agreement_is_cut_like_its_simplified_version_and_named_as_it_is_printed() -> None:
    def cut(text: str) -> list[tuple[int, int, str]]:
        document = Document("a" * 64, "a.txt", text, (Page(1, Span(0, len(text))),))
        return [(clause.span.start, clause.span.end, clause.kind) for clause in split_clauses(document)]

    assert cut(AGREEMENT) == cut(simplified(AGREEMENT))
    document = Document("a" * 64, "a.txt", AGREEMENT, (Page(1, Span(0, len(AGREEMENT))),))
    clauses = split_clauses(document)
    assert all(clause.text == clause.span.of(AGREEMENT) for clause in clauses)
    notice = next(clause for clause in clauses if clause.number == "2.1")
    assert notice.path[0] == "第二條 質量"


def test_kind_and_title_of_a_traditional_agreement() -> None:
    assert title_of(AGREEMENT) == "生產供應協議"
    assert kind_of("生產供應協議", AGREEMENT) == "contract"
    assert kind_of("質量協議", "") == "quality_agreement"
    assert kind_of("供應商現場審計報告", "") == "audit_report"
