import pytest

from assistant.dates import first_date, first_range
from assistant.observations.areas import area_of
from assistant.observations.citations import charged
from assistant.observations.flags import contract_manufacturer, data_integrity_section, import_alert, says_repeat
from assistant.observations.grading import class_in, counts_stated, scale_of
from assistant.observations.layout import lay_out


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("by 15 July 2026 at the latest", "2026-07-15"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("the 1st of March 2026", "2026-03-01"),
        ("30-Jun-2026", "2026-06-30"),
        ("2026/7/5", "2026-07-05"),
        ("整改期限：2026年10月9日前", "2026-10-09"),
        ("二〇二六年十一月二十日", "2026-11-20"),
        ("31/01/2026", "2026-01-31"),
        ("01/31/2026", "2026-01-31"),
        ("05/06/2026", None),
        ("31 February 2026", None),
        ("not committed", None),
    ],
)
def test_a_date_is_read_or_not_guessed(text: str, iso: str | None):
    assert first_date(text) == iso


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("9 to 11 June 2026", ("2026-06-09", "2026-06-11")),
        ("June 12 to July 9, 2024", ("2024-06-12", "2024-07-09")),
        ("28 December 2025 – 3 January 2026", ("2025-12-28", "2026-01-03")),
        ("2026年6月9日至11日", ("2026-06-09", "2026-06-11")),
        ("2026.05.30-06.02", ("2026-05-30", "2026-06-02")),
        ("on 4 May 2026", ("2026-05-04", "2026-05-04")),
        ("soon", None),
    ],
)
def test_a_period_is_read_from_first_to_last_day(text: str, period: tuple[str, str] | None):
    assert first_range(text) == period


@pytest.mark.parametrize(
    ("headline", "sections"),
    [
        ("It failed (21 CFR 211.22(a) and (d)).", ["211.22(a)", "211.22(d)"]),
        ("It failed (21 CFR 211.84(d)(1) and (2)).", ["211.84(d)(1)", "211.84(d)(2)"]),
        ("It failed (21 CFR 211.42(c)(10)(iv) and (v)).", ["211.42(c)(10)(iv)", "211.42(c)(10)(v)"]),
        ("It failed (21 CFR 211.84(d)(1) and 211.84(d)(2).", ["211.84(d)(1)", "211.84(d)(2)"]),
        ("It failed (21 CFR 211.160(b)) and (21 CFR 211.166(a)).", ["211.160(b)", "211.166(a)"]),
        ("It failed (21 CFR 211.100(a) & 211.110(a), (b)).", ["211.100(a)", "211.110(a)", "211.110(b)"]),
        ("It failed (21 CFR 211.22(a)-(c)).", ["211.22(a)", "211.22(b)", "211.22(c)"]),
        ("It failed. (21CFR§211.192)", ["211.192"]),
        ("It failed to meet 21 CFR parts 210 and 211.", []),
        ("Hire someone qualified under 21 CFR 211.34.", []),
    ],
)
def test_sections_of_law_are_spelled_out(headline: str, sections: list[str]):
    law, _ = charged(headline, len(headline))
    assert list(law) == [f"21 CFR {section}" for section in sections]


@pytest.mark.parametrize(
    ("headline", "area"),
    [
        ("Failure to prevent unauthorized access or changes to data", "data_integrity"),
        ("Failure to have laboratory records with complete data derived from all tests", "data_integrity"),
        ("Failure to ensure that test procedures are scientifically sound and appropriate", "analytical_methods"),
        ("Failure to validate the cleaning and maintenance of equipment", "facility_equipment"),
        ("Your firm failed to ensure that each person has the training for the assigned functions", "gmp_systems"),
        ("Your firm failed to withhold from use each lot of components until it had been tested", "supplier_materials"),
        ("Your firm failed to prepare master production and control records", "batch_history"),
        ("Your firm failed to evaluate the effect of proposed changes through its change control", "change_control"),
        ("Your firm failed to follow procedures to prevent microbiological contamination", "process_capability"),
        ("Shipments were sent by a carrier that is not on the list, without a data logger", "other"),
        ("The canteen menu was printed on yellow paper", "other"),
        ("检验员共用管理员账号，审计追踪被关闭", "data_integrity"),
        ("批生产记录未填写物料平衡", "batch_history"),
        ("企业未告知委托方省药监局的飞行检查", "regulatory_inspection_record"),
        ("成品放行前未审核检验报告书", "release_testing"),
        ("无菌灌装的培养基模拟试验失败", "process_capability"),
        ("冷链运输温度记录仪未启动", "other"),
    ],
)
def test_headlines_are_sorted_by_the_control_that_failed(headline: str, area: str):
    assert area_of(headline) == area


def test_the_law_charged_outweighs_a_chance_word():
    assert (
        area_of("Your firm failed to keep reserve samples of the component", law=["21 CFR 211.170(b)"])
        == "release_testing"
    )


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("FDA placed your firm on Import Alert 66-40 on June 1, 2025.", True),
        ("All drugs from your firm remain on Import Alert 66-79.", True),
        ("Your firm may be placed on Import Alert 66-40.", False),
        ("Articles may be refused admission.", False),
    ],
)
def test_an_import_alert_is_stated_or_only_threatened(sentence: str, stated: bool):
    assert import_alert(sentence) is stated


@pytest.mark.parametrize(
    ("sentence", "repeat"),
    [
        ("This repeats 2024-M2.", True),
        ("This is a repeat observation from the inspection in 2019.", True),
        ("In a previous inspection, FDA cited similar CGMP observations.", True),
        ("FDA cited similar violations at another site of your company.", True),
        ("该缺陷为重复缺陷。", True),
        ("This is not a repeat observation.", False),
        ("未发现重复缺陷。", False),
        ("The test was repeated with a new sample.", False),
        ("You repeatedly deviated from the process.", False),
    ],
)
def test_repeats_are_said_not_guessed(sentence: str, repeat: bool):
    assert says_repeat(sentence) is repeat


@pytest.mark.parametrize(
    ("text", "contracted"),
    [
        ("Responsibilities as a Contractor\n\nFDA regards contractors as part of the maker.", True),
        ("Your firm is a contract testing laboratory.", True),
        ("You manufacture drugs for other firms and customers.", True),
        ("Your contract laboratory reported a failure.", True),
        ("- A summary of your program for overseeing contract facilities.", False),
        ("FDA is aware that many drug manufacturers use independent contractors.", False),
        ("Federal agencies may not award contracts.", False),
    ],
)
def test_contract_manufacture_is_stated_not_asked_about(text: str, contracted: bool):
    assert contract_manufacturer(lay_out(text)) is contracted


def test_a_section_on_data_integrity_has_a_heading_of_its_own():
    assert data_integrity_section(lay_out("Data Integrity Remediation\n\nYour system is weak."))
    assert data_integrity_section(lay_out("五、数据可靠性\n\n抽查了三台仪器。"))
    assert not data_integrity_section(lay_out("Data integrity was discussed with the site head."))


def test_a_class_by_number_means_what_the_report_says():
    scale = scale_of("Category 3 (critical): harm is likely. Category 1 (minor): any other departure.")
    assert (class_in("Category 3", scale), class_in("category 1", scale), class_in("Category 2", scale)) == (
        "critical",
        "minor",
        None,
    )


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("In total one critical, three major and twelve minor observations were made.", (1, 3, 12)),
        ("No critical observations were made. There were 2 major and 4 minor findings.", (0, 2, 4)),
        ("共发现缺陷九项，其中严重缺陷0项、主要缺陷三项、一般缺陷6项。", (0, 3, 6)),
        ("Observations by class\n\nCritical | 0\nMajor | 2\nMinor | 5\n", (0, 2, 5)),
        ("The audit of June 2024 had one critical, two major and three minor observations.", (None, None, None)),
    ],
)
def test_stated_counts_are_read_from_words_figures_and_tables(text: str, counts: tuple[int | None, ...]):
    stated = counts_stated(lay_out(text), [])
    assert tuple(stated.get(name) for name in ("critical", "major", "minor")) == counts
