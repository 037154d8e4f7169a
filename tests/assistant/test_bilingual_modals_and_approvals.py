"""What must, may, should or need not be done, and who must agree, be heard or be told, in both languages."""

import pytest

from assistant.bilingual.compare import differences
from assistant.bilingual.pair import PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))


def kinds(english: str, chinese: str) -> set[str]:
    return {difference.kind for difference in differences(PairOfTexts(english, chinese), NAMES)}


STEPS = [
    (
        "The Supplier may move the line only with the Buyer's consent.",
        "供应商仅在征求买方意见后方可搬迁该生产线。",
        "供应商仅在买方同意后方可搬迁该生产线。",
    ),
    (
        "The Supplier shall consult the Buyer before it changes the carrier.",
        "供应商更换承运人之前，应取得买方批准。",
        "供应商更换承运人之前，应与买方协商。",
    ),
    (
        "The Supplier may change the carrier upon notice to the Buyer.",
        "经买方同意，供应商可更换承运人。",
        "供应商通知买方后，可更换承运人。",
    ),
    (
        "Printing shall not begin until the Buyer has acknowledged the proofs in writing.",
        "买方书面批准稿样之前，不得开始印刷。",
        "买方就稿样出具书面回执之前，不得开始印刷。",
    ),
    (
        "The Supplier shall confer with the Buyer on the date of the shutdown.",
        "供应商应通知买方停产日期。",
        "供应商应与买方商议停产日期。",
    ),
]


@pytest.mark.parametrize(("english", "otherwise", "faithful"), STEPS)
def test_one_step_for_another_is_told_and_a_faithful_translation_is_not(
    english: str, otherwise: str, faithful: str
) -> None:
    assert len(kinds(english, otherwise) & {"condition", "opposite"}) == 1
    assert not kinds(english, faithful)


def test_a_consultation_that_one_text_lacks_is_told() -> None:
    assert "condition" in kinds(
        "After consultation with the Buyer the Supplier shall draw up a recall plan.", "供应商应编制召回计划。"
    )


FORCES = [
    (
        "The Supplier need not release the affected batch.",
        "供应商不得放行受影响的批次。",
        "供应商无须放行受影响的批次。",
    ),
    (
        "The Supplier shall not recruit the Buyer's staff.",
        "供应商无须招聘买方的人员。",
        "供应商不得招聘买方的人员。",
    ),
    (
        "The Supplier shall not use the moulds for others.",
        "供应商不宜将模具用于他人。",
        "供应商不得将模具用于他人。",
    ),
    (
        "The Supplier should keep the moulds in a locked room.",
        "供应商须将模具存放于上锁的房间。",
        "供应商宜将模具存放于上锁的房间。",
    ),
    (
        "The Supplier intends to deliver the lot by the end of March.",
        "供应商须于三月底之前交付该批次。",
        "供应商计划于三月底之前交付该批次。",
    ),
    (
        "The Buyer may pay the cost of storage.",
        "仓储费用由买方支付。",
        "仓储费用可由买方支付。",
    ),
    (
        "The Laboratory shall not disclose the data, even in anonymous form.",
        "经匿名化处理后，实验室可披露该等数据。",
        "即使经匿名化处理，实验室亦不得披露该等数据。",
    ),
    (
        "Orders not answered in time are deemed accepted.",
        "未按期答复的订单，可视为已被接受。",
        "未按期答复的订单，视为已被接受。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("english", "otherwise", "faithful"), FORCES)
def test_another_force_is_told_and_a_faithful_translation_is_not(english: str, otherwise: str, faithful: str) -> None:
    assert kinds(english, otherwise) & {"modality", "negation"}
    assert not kinds(english, faithful)


def test_sentences_left_over_on_both_sides_are_partners() -> None:
    english = (
        "Party A is entitled to name an inspector. "
        "Party B {} give that inspector free access to the store. An inspection does not free Party B from its warranty."
    )
    chinese = "甲方有权指定检验人员。乙方须允许该检验人员自由进入仓库。检验不免除乙方的质量保证责任。"
    assert "modality" in kinds(english.format("may"), chinese)
    assert not kinds(english.format("must"), chinese)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # 方可 after any noun is "only then".
        (
            "The Supplier shall not release the batch until the deviation has been closed.",
            "该偏差结案后，供应商方可放行该批次。",
        ),
        (
            "The Supplier shall give such help as the Buyer may reasonably require.",
            "供应商应提供买方合理要求的协助。",
        ),
        ("The Buyer shall remain free to buy the goods elsewhere.", "买方仍可自由向他处采购货物。"),
        (
            "The Buyer need not accept a batch that is delivered too early.",
            "过早交付之批次，买方毋须接收。",
        ),
        (
            "The Parties shall form a committee. It shall meet monthly, in person or by video conference.",
            "双方应设立委员会。委员会每月召开会议，可现场召开，亦可采用视频形式。",
        ),
        (
            "Neither Party may assign this Agreement without the other's written consent.",
            "转让本协议，须事先取得对方书面同意。",
        ),
        (
            "The register shall be open to the Buyer's inspection on five days' notice.",
            "买方提前五日通知，即可查阅该登记册。",
        ),
        (
            "The Supplier shall accept the audit and shall mend what it finds.",
            "供应商应接受审计，并整改所发现的缺陷。",
        ),
        ("Claims are barred one year after the Buyer knew or ought to have known of the defect.", "买方知道或者应当知道该缺陷之日起满一年的，不得再提出索赔。"),
        ("The total taken off may not pass 5 %.", "扣减总额不得超过5%。"),
    ],
)  # fmt: skip
def test_free_translations_of_what_binds_are_no_difference(english: str, chinese: str) -> None:
    assert not kinds(english, chinese) & {"modality", "negation"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "The Buyer shall have the right, exercisable on ten days' notice, to end the lease.",
            "买方有权提前十日通知终止租赁。",
        ),
        ("The Supplier shall use no mould except those on the list.", "供应商仅可使用清单所列模具。"),
        ("The Buyer may bar such persons from its site.", "买方得禁止该等人员进入其厂区。"),
        ("The moulds shall be used only with the Buyer's permission.", "模具经买方许可方可使用。"),
        ("Payment shall not release the Seller from its duty to deliver.", "付款后，卖方仍应交货。"),
        ("The Parties shall attempt to settle the matter.", "双方应尝试解决该事项。"),
    ],
)
def test_what_permits_or_forbids_in_other_words_is_no_difference(english: str, chinese: str) -> None:
    assert not kinds(english, chinese) & {"modality", "negation"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # What a thing is, which of several, and what two agree on, permits and requires nothing.
        ("The Supplier shall keep the logs complete and legible, shall copy them and shall store the copies.", "供应商应确保日志完整、清晰可读，复制日志并保存副本。"),
        ("The Supplier shall fix the longest time for which a tank may stand empty.", "供应商应规定储罐空置的最长时间。"),
        ("If few lots are made, the parties may agree to join two years.", "批次较少的，双方可以商定合并两个年度。"),
        ("If a run fails for a cause within the Supplier's control, the Supplier shall repeat it.", "因供应商可控的原因失败的，由供应商重做。"),
        (
            "The Buyer may reject a lot by written notice within ten days or, in the case of a hidden defect, within thirty days, and if the Supplier disputes it, the matter shall be referred to an expert, whose fees shall be borne by the losing party.",
            "买方可在十日内书面通知拒收批次；属隐蔽缺陷的，可在三十日内书面通知拒收批次。供应商有异议的，应提交专家处理，其费用由败诉方承担。",
        ),
        ("The Supplier may end it only on six months' notice.", "供应商终止本协议的，须提前六个月书面通知。"),
        ("A breach ends the lease where it can be remedied and is not.", "违约可予补救而未补救的，租约终止。"),
    ],
)  # fmt: skip
def test_a_modal_in_one_text_that_permits_nothing_is_no_permission(english: str, chinese: str) -> None:
    assert "modality" not in kinds(english, chinese)


def test_a_duty_with_a_choice_of_the_other_party_is_no_permission() -> None:
    english = "The Supplier shall, at the Buyer's option, either repair the pump or refund its price."

    assert "modality" in kinds(english, "供应商可按买方的选择，修理该泵或者退还价款。")
    assert "modality" not in kinds(english, "供应商应按买方的选择，修理该泵或者退还价款。")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The Buyer shall lend the moulds for the parts that are not yet cast at the plant.", "对于尚未在工厂铸造的零件，买方应出借模具。"),
        ("A sum that is not paid when due bears interest.", "到期未付的款项应计息。"),
        ("The Supplier shall not open the crates beyond what the inspection requires.", "供应商不得超出检验所需开启板条箱。"),
        ("The Supplier shall treat the Buyer no less favourably than any other customer.", "供应商给予买方的待遇不得逊于任何其他客户。"),
        ("The Supplier shall observe the laws against forced labour.", "供应商应遵守禁止强迫劳动的法律。"),
        ("Two late lots are deemed a breach that cannot be remedied.", "两批迟延的，视为不可补救的违约。"),
    ],
)  # fmt: skip
def test_a_denial_is_answered_by_another_form_of_it(english: str, chinese: str) -> None:
    assert "negation" not in kinds(english, chinese)
