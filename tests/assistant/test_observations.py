import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.observations import Observations, read_observations
from ingest.document import Document, Page, Span

CHINESE_LIST = """质量审计报告

报告编号：YH-AUD-2026-03
受审计方：宁州澄海制药有限公司
审计地址：宁州市临江区星河路18号
审计日期：2026年3月9日至11日
报告日期：2026年3月27日
审计范围：固体制剂车间、质量控制实验室、仓库

一、概述

本次审计共发现缺陷5项，其中严重缺陷1项，主要缺陷1项，一般缺陷3项。

二、未检查的区域

1. 因时间所限，未检查三号仓库。
2. 企业以商业秘密为由，未提供工艺参数文件。

三、缺陷项

（一）严重缺陷

1. 液相色谱工作站的审计追踪功能被关闭，三次试进样的结果未报告。检验员共用管理员账号。
依据：《药品生产质量管理规范》附录计算机化系统第十六条
整改期限：2026年4月15日
是否重复缺陷：否

（二）主要缺陷

1. 压片机供应商变更未经变更控制程序评估，也未通知委托方。
依据：《药品生产质量管理规范》第二百四十二条
整改期限：原定2026年8月31日，未被接受，最终商定为2026年6月30日
是否重复缺陷：是（2024年审计第2项）

2. 偏差调查未找到根本原因即关闭，且未评估其他批次。
整改期限：2026年5月30日

（三）一般缺陷

1. 两名操作人员的年度培训记录缺失。
整改期限：未承诺

2. 仓库温湿度探头超过校准有效期。
整改期限：2026年5月8日

四、未发现缺陷的方面

未发现严重缺陷涉及水系统。
"""

CHINESE_LABELLED = """GMP审计报告

被审计单位：海岳生物技术有限公司
审计时间：2025.11.03-11.05

1 审计发现

缺陷1（主要缺陷，重复缺陷）
系统：质量控制
缺陷描述：方法转移报告未批准即用于成品检验，转移仅比较了一批样品。
整改措施：完成三批方法转移。
整改期限：二〇二六年一月三十一日

缺陷2（一般缺陷）
系统：生产
缺陷描述：批生产记录中两处收率未计算物料平衡。
整改期限：2026-02-15

2 建议项

建议1 增设一台备用冰箱。

3 既往审计跟踪

序号 | 上次缺陷 | 状态
1 | 虫鼠控制图过期 | 已关闭
2 | 物料平衡未计算 | 整改无效，见缺陷2
"""

ENGLISH_TABLE = """SUPPLIER AUDIT REPORT

Auditee: Harbour Lane Actives Ltd
Dates of audit: March 3 to 5, 2026
Date of report: 20 March 2026

1. SUMMARY

No critical findings were raised. The audit gave two major and one minor finding.

2. FINDINGS

| No. | Finding | Class | Repeat | Due date |
|---|---|---|---|---|
| F1 | Cleaning of the shared dryer is not validated for the new product. | Major | No | 30/06/2026 |
| F2 | Complaints were closed before the investigation had been finished. | Major | Yes | June 15, 2026 |
| F3 | The vendor of filter cloth was not on the approved list. | Minor | No | 2026-07-31 |

3. RECOMMENDATIONS

| No. | Finding | Class |
|---|---|---|
| R1 | A spare pump would help the site to avoid stops. | Minor |
"""

PROSE = """Report of the audit of Fernhill Sterile Products

The visit took place from 4 to 6 May 2026. No critical observations were noted.

The filling hall was tidy. In the laboratory the audit trail of two chromatographs was switched off.
This was graded as a major observation.

Training was up to date. The log of the autoclave lacked entries for six cycles (minor finding).
"""

FORM = """DEPARTMENT OF HEALTH AND HUMAN SERVICES
FORM FDA 483 INSPECTIONAL OBSERVATIONS

DURING AN INSPECTION OF YOUR FIRM WE OBSERVED:

OBSERVATION 1

Laboratory records do not include complete data derived from all tests. Specifically, sequences were stopped.

OBSERVATION 2
Equipment used in the manufacture of drugs is not cleaned at appropriate intervals.

Specifically, residue was seen on the hopper.
"""

LETTER = """WARNING LETTER

Northmoor Remedies, Inc. MARCS-CMS 700001 — May 5, 2026

Warning Letter 320-26-99

May 5, 2026

The U.S. Food and Drug Administration (FDA) inspected your drug manufacturing facility,
Northmoor Remedies, Inc., FEI 3000000001, at 7 Quarry Road, Millbrook, from December 28, 2025 to January 9, 2026.

Our investigators observed specific violations including, but not limited to, the following.

1. Your firm failed to follow the responsibilities of its quality unit. (21 CFR 211.22(a) and (d))

Examples are:

1. Batch sheets were signed by one person.
2. You failed to keep the log of keys.

Your firm also failed to keep reserve samples (21 CFR 211.170(b)). See also 21 CFR 211.180(e).
In your response, you state “21 CFR 211.25 was not read”.

2. Your firm failed to clean equipment at appropriate intervals (21 CFR 211.67(a)).

Residue was found on two mixers. This is a repeat observation.

Data Integrity Remediation

You should engage a consultant qualified as set forth in 21 CFR 211.34.

Conclusion

If you do not correct these violations, your firm may be placed on Import Alert 66-40.
"""


def a_report(text: str, file: str = "report.txt", pages: int = 1) -> Document:
    cuts = [len(text) * i // pages for i in range(pages + 1)]
    numbered = tuple(Page(i + 1, Span(a, b)) for i, (a, b) in enumerate(pairwise(cuts)))
    return Document(hashlib.sha256(text.encode()).hexdigest(), file, text, numbered)


def read(text: str) -> Observations:
    return read_observations(a_report(text))


def one_by_one(observations: Observations, *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(o, name) for name in names) for o in observations.observations]


def test_chinese_list_under_class_headings_is_read_with_class_repeat_and_agreed_date():
    got = read(CHINESE_LIST)
    assert one_by_one(got, "classification", "area", "repeat", "capa_due") == [
        ("critical", "data_integrity", False, "2026-04-15"),
        ("major", "change_control", True, "2026-06-30"),
        ("major", "deviation_handling", False, "2026-05-30"),
        ("minor", "gmp_systems", False, None),
        ("minor", "facility_equipment", False, "2026-05-08"),
    ]
    assert len({o.number for o in got.observations}) == 5


def test_chinese_head_of_report_is_read():
    got = read(CHINESE_LIST)
    assert (got.auditee, got.site) == ("宁州澄海制药有限公司", "宁州市临江区星河路18号")
    assert got.dates.as_dict() == {"audit_start": "2026-03-09", "audit_end": "2026-03-11", "report": "2026-03-27"}
    assert any("三号仓库" in said for said in got.areas_not_seen)
    assert any("工艺参数文件" in said for said in got.records_withheld)


def test_counts_that_differ_from_the_list_are_remarked():
    got = read(CHINESE_LIST)
    assert got.counts_stated == {"critical": 1, "major": 1, "minor": 3, "total": 5}
    assert got.remarks == (
        "The report states 1 major observations; its list has 2.",
        "The report states 3 minor observations; its list has 2.",
    )


def test_chinese_law_is_cited_by_article():
    assert read(CHINESE_LIST).observations[1].citations == ("《药品生产质量管理规范》第二百四十二条",)


def test_labelled_chinese_entries_take_description_date_and_follow_up():
    got = read(CHINESE_LABELLED)
    assert one_by_one(got, "number", "classification", "area", "repeat", "capa_due") == [
        ("1", "major", "analytical_methods", True, "2026-01-31"),
        ("2", "minor", "batch_history", True, "2026-02-15"),
    ]
    assert got.observations[0].text.startswith("方法转移报告未批准")
    assert (got.dates.audit_start, got.dates.audit_end) == ("2025-11-03", "2025-11-05")


def test_table_rows_are_observations_and_recommended_ones_are_not():
    got = read(ENGLISH_TABLE)
    assert one_by_one(got, "number", "classification", "area", "repeat", "capa_due") == [
        ("F1", "major", "facility_equipment", False, "2026-06-30"),
        ("F2", "major", "deviation_handling", True, "2026-06-15"),
        ("F3", "minor", "supplier_materials", False, "2026-07-31"),
    ]
    assert got.counts_stated == {"critical": 0, "major": 2, "minor": 1}
    assert got.remarks == ()


def test_graded_sentences_are_observations_where_there_is_no_list():
    got = read(PROSE)
    assert one_by_one(got, "number", "classification") == [("1", "major"), ("2", "minor")]
    assert "audit trail" in got.observations[0].text
    assert (got.dates.audit_start, got.dates.audit_end) == ("2026-05-04", "2026-05-06")


@pytest.mark.parametrize(
    "denial",
    [
        "No critical observations were noted in the warehouse.",
        "There were no major findings.",
        "未发现严重缺陷。",
        "本次审计无主要缺陷。",
    ],
)
def test_a_denial_is_not_an_observation(denial: str):
    assert read(f"AUDIT REPORT\n\nAuditee: Tern Ltd\n\n{denial}\n").observations == ()


def test_form_483_observations_have_no_class():
    got = read(FORM)
    assert got.kind == "fda_form_483"
    assert one_by_one(got, "number", "classification", "area", "text") == [
        ("1", None, "data_integrity", "Laboratory records do not include complete data derived from all tests."),
        (
            "2",
            None,
            "facility_equipment",
            "Equipment used in the manufacture of drugs is not cleaned at appropriate intervals.",
        ),
    ]


def test_only_the_letters_own_numbered_violations_are_listed():
    got = read(LETTER)
    assert got.kind == "fda_warning_letter"
    assert one_by_one(got, "number", "text") == [
        ("1", "Your firm failed to follow the responsibilities of its quality unit."),
        ("2", "Your firm failed to clean equipment at appropriate intervals (21 CFR 211.67(a))."),
    ]


def test_law_charged_is_kept_apart_from_law_mentioned():
    first, second = read(LETTER).observations
    assert first.citations == ("21 CFR 211.22(a)", "21 CFR 211.22(d)", "21 CFR 211.170(b)")
    assert first.citations_also == ("21 CFR 211.180(e)",)
    assert second.citations == ("21 CFR 211.67(a)",)


def test_letter_flags_follow_what_is_stated_not_what_is_threatened():
    got = read(LETTER)
    assert (got.repeat, got.import_alert, got.contract_manufacturer, got.data_integrity_section) == (
        True,
        False,
        False,
        True,
    )
    assert [o.repeat for o in got.observations] == [False, True]


def test_letter_head_names_site_and_period_over_the_turn_of_the_year():
    got = read(LETTER)
    assert (got.auditee, got.site) == ("Northmoor Remedies, Inc.", "7 Quarry Road, Millbrook")
    assert got.dates.as_dict() == {"audit_start": "2025-12-28", "audit_end": "2026-01-09", "report": "2026-05-05"}


def test_json_has_the_fields_of_the_interface():
    got = read(ENGLISH_TABLE).as_dict()
    of_report = (
        "file kind auditee site dates scope areas_not_seen counts_stated repeat import_alert contract_manufacturer"
    )
    of_each = "number classification area text citations repeat capa_due capa_status page start end"
    assert {*of_report.split(), "data_integrity_section", "cross_checks", "observations"} <= set(got)
    assert set(got["observations"][0]) == set(of_each.split())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*CHINESE_LIST.splitlines(), *ENGLISH_TABLE.splitlines(), *LETTER.splitlines()]), max_size=40
    ),
    st.integers(1, 4),
)
def test_text_is_always_the_slice_its_offsets_name(lines: list[str], pages: int):
    document = a_report("\n".join(lines) + "\n", pages=pages)
    for observation in read_observations(document).observations:
        assert document.text[observation.start : observation.end] == observation.text
        assert observation.page == document.page_at(observation.start)
