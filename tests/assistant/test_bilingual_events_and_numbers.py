"""What a period runs from, and words of one family: pairs that say the same, and pairs of which one text was changed."""

import pytest

from assistant.bilingual.contrasts import contrasted
from assistant.bilingual.events import EVENTS
from assistant.bilingual.figures import differing_figures
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.starts import differing_starts

# English, Chinese, and Chinese that says something else begins it.
STARTS = [
    (
        "Packer shall complain of short weight within nine days after receipt of the sacks.",
        "包装商应在收到料袋后九日内就短重提出异议。",
        "包装商应在料袋发运后九日内就短重提出异议。",
    ),
    (
        "The guarantee of the mixer lasts thirty months from the date of commissioning signature by both engineers.",
        "混合机保修期为三十个月，自双方工程师签署之日起计算。",
        "混合机保修期为三十个月，自混合机交货之日起计算。",
    ),
    (
        "Grower shall report any infestation within two days after it becomes aware of it.",
        "种植方应在知悉任何虫害后二日内报告。",
        "种植方应在任何虫害发生后二日内报告。",
    ),
    (
        "Samples shall be kept for four years after the expiry date of the lot.",
        "样品应保存至该批有效期届满后四年。",
        "样品应保存至该批生产日后四年。",
    ),
    (
        "The second fee is due ten days after the authority has released the lot.",
        "第二笔费用于主管机关放行该批后十日到期。",
        "第二笔费用于该批交付后十日到期。",
    ),
    (
        "Ownership of each drawing passes to Client when it is created.",
        "每份图纸的所有权自其产生之时起归客户所有。",
        "每份图纸的所有权自其付款之时起归客户所有。",
    ),
    (
        "Objections may be raised within six weeks after the first subject is dosed.",
        "可在首名受试者给药后六周内提出异议。",
        "可在首名受试者入组后六周内提出异议。",
    ),
    (
        "The balance shall be paid within forty days after the date of the invoice.",
        "余款应在发票日期后四十日内支付。",
        "余款应在收到发票后四十日内支付。",
    ),
    (
        "The crates shall be built within seventy days from the date on which Miller confirms the order.",
        "木箱应自磨坊确认订单之日起七十日内制成。",
        "木箱应自收齐该订单所需木料之日起七十日内制成。",
    ),
    (
        "The term for complaints is twelve days and runs from the day on which Miller discovers the rot.",
        "异议期限为十二日，自磨坊发现腐烂之日起算。",
        "异议期限为十二日，自腐烂发生之日起算。",
    ),
    (
        "Packer shall answer within eight days after receipt of Miller's notice of the fault.",
        "包装商应自收到磨坊的瑕疵通知之日起八日内答复。",
        "包装商应自收到投诉样品之日起八日内答复。",
    ),
    (
        "The letter is due within nine days after the last day of the audit.",
        "函件应自审计最后一日起九日内寄出。",
        "函件应自收到审计报告之日起九日内寄出。",
    ),
    (
        "Miller may withdraw within ninety-one days after it receives Packer's message.",
        "磨坊可在收到包装商信息后九十一日内退出。",
        "磨坊可在控制权变更后九十一日内退出。",
    ),
]


@pytest.mark.parametrize(("en", "zh", "altered"), STARTS)
def test_a_period_that_runs_from_another_event_is_told_and_a_faithful_one_is_not(en, zh, altered):
    assert not list(differing_starts(PairOfTexts(en, zh)))
    assert [d.kind for d in differing_starts(PairOfTexts(en, altered))] == ["period"]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Claims lapse eight days after the goods arrive.", "索赔应在货物送达后八日内提出。"),
        ("It shall answer within five days after being asked.", "其应在收到要求后五日内答复。"),
        ("The term begins when this Agreement takes effect.", "期限自本协议签署之日起算。"),
        ("The event suspends the duty from the day it begins.", "该义务自事件发生之日起中止。"),
    ],
)
def test_events_that_translators_take_for_each_other_are_no_difference(en, zh):
    assert not list(differing_starts(PairOfTexts(en, zh)))


# English, Chinese, and Chinese with another of the family.
FAMILIES = [
    ("Rent is 40 euros per pallet.", "租金为每托盘40欧元。", "租金为每箱40欧元。"),
    ("Interest runs at 3% per annum.", "利息按年利率3%计算。", "利息按月利率3%计算。"),
    (
        "He shall report after the end of each calendar year.",
        "其应在每个日历年度结束后报告。",
        "其应在每个合同年度结束后报告。",
    ),
    ("The tolerance is 7 mg of dye.", "色素允差为7毫克。", "色素允差为7微克。"),
    ("Risk passes at the warehouse.", "风险在仓库转移。", "风险在目的港转移。"),
    ("The crusher passed its site acceptance.", "破碎机已通过现场验收。", "破碎机已通过出厂验收。"),
    (
        "The sum falls due on the earlier of the two days.",
        "款项于两个日期中较早者到期。",
        "款项于两个日期中较晚者到期。",
    ),
    ("Three arbitrators decide.", "由三名仲裁员裁决。", "由一名仲裁员裁决。"),
    ("Cover is 5 million euros per occurrence.", "保额为每次事故500万欧元。", "保额为累计500万欧元。"),
    ("Whoever holds 30% or more has a seat.", "持有30%或以上者享有一席。", "持有30%以上（不含本数）者享有一席。"),
    ("The last delivery closes the order.", "最后一次交货即完成订单。", "首次交货即完成订单。"),
]


@pytest.mark.parametrize(("en", "zh", "altered"), FAMILIES)
def test_words_of_one_family_that_exclude_each_other_are_told(en, zh, altered):
    assert not list(contrasted(PairOfTexts(en, zh)))
    assert len(list(contrasted(PairOfTexts(en, altered)))) == 1


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Payment is due 50 days after Packer receives the sacks.", "包装商收到料袋后第50日为付款到期日。"),
        ("Grower shall give PQR ten working days to answer.", "种植方应给予PQR十个工作日以作答复。"),
        ("Samples stand at 30°C/65% RH.", "样品置于30℃/65%RH条件下。"),
        ("He fails in two (2) consecutive calendar quarters.", "其连续两（2）个日历季度未履行。"),
        ("Each half-year's fees are paid at once.", "各该半年度的费用应立即支付。"),
        ("The quota may rise by a fifth from one season to the next.", "相邻两季之间，配额的增幅不得超过五分之一。"),
        (
            "Quotas are set every October and may not double from one year to the next.",
            "配额每年十月确定，不得较上年翻倍。",
        ),
        ("In any period of forty (40) days one silo may be shut.", "任何四十日期间内可关闭一座料仓。"),
        ("Grower is given a period of eleven (11) days.", "种植方享有十一日期限。"),
        ("Liability is limited to 250% of the fees.", "责任以费用的二点五倍为限。"),
        ("This follows from item (c) of Section 8.4.", "此系依第8.4条第（c）项。"),
        ("Items (a) and (d) of Section 8.4 are left aside.", "第8.4条第（a）和（d）项不在此列。"),
        ("NO CAP APPLIES UNDER SECTIONS 7.1 AND 7.2.", "第7.1条和第7.2条不设上限。"),
        ("No cap applies to a breach of clause 9. Costs are shared.", "违反第九条的，不设上限。费用由两家分担。"),
    ],
)
def test_figures_said_in_another_way_are_no_difference(en, zh):
    assert not list(differing_figures(PairOfTexts(en, zh)))


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Ash is at most 3%. Both properties are tested.", "灰分不得超过0.3%。应检测上述三项指标。"),
        ("At least two thirds of the shelf life shall remain.", "剩余有效期不得少于三分之一。"),
    ],
)
def test_a_share_is_no_count_and_what_remains_is_not_what_is_gone(en, zh):
    assert "percentage" in {d.kind for d in differing_figures(PairOfTexts(en, zh))}


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("This follows from item (c) of Section 8.4.", "此系依第8.4条第（d）项。"),
        ("No cap applies to a breach of clause 9.", "违反第八条的，不设上限。"),
        ("Liability is limited to 250% of the fees.", "责任以费用的三点五倍为限。"),
        ("In any period of forty (40) days one silo may be shut.", "任何六十日期间内可关闭一座料仓。"),
    ],
)
def test_a_figure_changed_is_told_however_it_is_written(en, zh):
    assert len(list(differing_figures(PairOfTexts(en, zh)))) == 1


def test_counts_of_sentences_that_are_no_partners_are_not_compared():
    en = "Each lorry carries seven crates of glass. The warehouse is locked at night and guarded by dogs."
    zh = "每辆卡车运载玻璃箱。仓库夜间上锁，由八只犬看守。"
    assert not list(differing_figures(PairOfTexts(en, zh)))


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        (
            "Packer shall report within one day after learning of any visit that concerns the filling of the sacks.",
            "就料袋灌装的任何检查，包装商应在获悉后一日内报告。",
        ),
        ("No lot leaves before the authorised person has certified it.", "未经质量受权人签发证明，任何批次不得离厂。"),
        (
            "The miller drafts the plan; Grower shall approve it before execution.",
            "计划由磨坊起草，经种植方批准后方可实施。",
        ),
    ],
)
def test_what_an_event_is_about_and_who_is_authorised_begin_nothing(en, zh):
    assert not list(differing_starts(PairOfTexts(en, zh)))


def test_every_event_has_a_name_of_its_own():
    assert len({event.name for event in EVENTS}) == len(EVENTS)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "Grower shall report each grave pest and each confirmed blight within three days after its discovery.",
            "种植方应在发现每项严重虫害以及每项经确认的枯萎病后三日内报告。",
        ),
        (
            "The depot shall be insured at replacement value, and proof of it shall be shown on request.",
            "库房应按重置价值投保，并应在接到要求时出示证明。",
        ),
        (
            "The seal shall be checked before the shipment leaves the orchard.",
            "应在货物离开果园之前检查封签。",
        ),
    ],
)
def test_an_event_that_both_sentences_name_is_no_other_start(english: str, chinese: str) -> None:
    assert [difference.reason for difference in differing_starts(PairOfTexts(english, chinese))] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "Whoever is named by a body of the Union or of any of its member states.",
            "由欧盟或其任一成员国的机关列名的任何人。",
        ),
        ("Whoever misses it in three of six consecutive calendar quarters.", "在连续六个历季中的三个历季未达到的。"),
    ],
)
def test_signs_that_are_no_figures_and_rare_names_of_quarters_make_no_difference(english: str, chinese: str) -> None:
    assert [difference.reason for difference in differing_figures(PairOfTexts(english, chinese))] == []


def test_a_month_that_one_text_alone_names_is_told_unless_the_other_speaks_of_months() -> None:
    told = PairOfTexts("The owner may leave on three (3) months' notice.", "业主可经通知退出。")
    named = PairOfTexts("The report comes every three (3) months.", "报告每季度提交一次。")

    assert [difference.kind for difference in differing_figures(told)] == ["period"]
    assert not list(differing_figures(named))
