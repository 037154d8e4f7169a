"""What more than a word without a partner must speak for it that only one of two texts has a condition."""

import pytest

from assistant.bilingual.compare import differences
from assistant.bilingual.pair import Difference, PairOfTexts
from assistant.bilingual.parties import party_names
from assistant.roles import Roles

NAMES = party_names([], Roles((), ()))
KINDS = {"condition", "negation", "exclusivity"}


def told(english: str, chinese: str) -> list[Difference]:
    return [found for found in differences(PairOfTexts(english, chinese), NAMES) if found.kind in KINDS]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "The mill shall hold every permit and certificate that the law requires. It shall tell the Buyer at once if any of them is withdrawn.",
            "工厂应持有法律要求的一切许可和证书。任何许可或证书被撤销的，工厂应立即告知买方。",
        ),
        (
            "Either party may end the lease by written notice. The landlord may also do so if the roof is damaged by the tenant.",
            "任何一方可书面通知终止租约。承租人损坏屋顶的，出租人亦可书面通知终止租约。",
        ),
        (
            "The mill shall not make bottles of this shape for others. It shall keep the moulds clean. The first sentence does not apply to caps.",
            "工厂不得为他人生产该形状的瓶子；但瓶盖不受此限。工厂应保持模具清洁。",
        ),
    ],
)
def test_what_the_other_text_says_in_another_sentence_is_not_told_for_a_word(english: str, chinese: str) -> None:
    assert told(english, chinese) == []


@pytest.mark.parametrize(
    ("english", "chinese", "words"),
    [
        (
            "The Buyer shall pay the price within thirty days.",
            "买方应在收到合格发票和验收证书后三十日内支付价款。",
            "发票",
        ),
        ("Either party may end the lease for a breach.", "一方重大违约的，另一方可终止租约。", "重大违约"),
    ],
)
def test_what_one_text_adds_is_told_still(english: str, chinese: str, words: str) -> None:
    assert words in "".join(found.reason for found in told(english, chinese))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The Buyer may cancel an order without charge.", "买方可取消订单而不承担费用。"),
        ("The pallets are kept at a yard not within the mill.", "托盘存放于工厂以外的堆场。"),
        ("Subject to Clause 2, the Seller may supply others.", "在不违反第二条的前提下，卖方可向他人供货。"),
        ("The Buyer may attend so far as the owner does not object.", "在业主不反对的前提下，买方可到场。"),
        ("Two late deliveries are deemed a breach that cannot be remedied.", "两次迟延交付视为不可补救的违约。"),
        ("The Seller shall help at any hour.", "卖方应随时提供协助。"),
        ("The copies make one document.", "各份合并构成一份文件。"),
        ("Where the driver leaves without warning, the Seller shall inform the Buyer.", "司机突然离职的，卖方应告知买方。"),
        ("The Seller shall not sell the moulds or any part of them.", "卖方不得出售模具的全部或任何部分。"),
        ("The Seller shall record every flaw and grade it as critical or minor.", "卖方应对瑕疵予以记录，并分为关键或次要。"),
        ("After friendly talks the parties agree as follows.", "双方经友好协商，达成协议如下。"),
        ("The yards named in Annex 4 are approved as from the date of signature.", "附件四所列堆场自签署日起视为已获批准。"),
    ],
)  # fmt: skip
def test_a_condition_in_other_words_is_no_difference(english: str, chinese: str) -> None:
    assert told(english, chinese) == []


def test_a_consultation_beyond_a_semicolon_is_that_of_the_sentence_before() -> None:
    english = "Disputes that the parties cannot settle by talks are decided by three arbitrators in Oslo. The seat is Oslo and the language is Norwegian."
    chinese = "争议未能协商解决的，由三名仲裁员在奥斯陆裁决；仲裁地为奥斯陆，仲裁语言为挪威语。"
    assert told(english, chinese) == []


def test_a_step_that_another_stands_for_is_told_still() -> None:
    english = "The mill may change the glaze only after consulting the Buyer; it shall keep the old moulds."
    chinese = "工厂经买方同意方可变更釉料；旧模具应予保存。"
    assert any("where the Chinese text has a consent" in found.reason for found in told(english, chinese))
