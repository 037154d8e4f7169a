"""Traditional characters read as simplified ones, sign by sign: the text keeps its length, so offsets stay true.

    simplified("製造商應於九十日內通知")  ->  "制造商应于九十日内通知"

Rules and weights know simplified Chinese. What people are shown stays as it was written.
"""

import re
from functools import cache

_MORE = (
    "乾干併并佈布佔占係系倖幸傢家僱雇儘尽兇凶卽即厠厕啓启囌苏嚐尝嚮向塚冢墻墙壎埙夥伙奬奖彙汇彿佛徵征"
    "慾欲採采捨舍捲卷摺折敎教旂旗旣既昇升曆历査查桿杆樑梁檯台歎叹殻壳氾泛汙污洩泄涗涚淩凌湧涌準准溼湿滙汇"
    "滷卤澱淀濛蒙燬毁燻熏爲为牀床産产甦苏畵画瘻瘘癒愈癥症盃杯眞真祕秘禦御稜棱穀谷穫获竪竖箇个範范籤签籲吁"
    "紮扎絃弦絶绝綉绣綑捆綫线綳绷緑绿緻致繫系纍累纔才罈坛羣群脣唇臟脏臺台舘馆菸烟蒐搜蓆席蔘参薑姜藴蕴"
    "蘋苹衆众衝冲衞卫裏里裡里製制複复覈核証证註注誌志説说譁哗譭毁讚赞豔艳賫赍贋赝贜赃踰逾蹟迹迴回"
    "週周遊游醖酝釐厘鈎钩鉢钵鉤钩銹锈鋭锐録录錶表鍊炼鍼针鎭镇鎸镌鐘钟鑑鉴閑闲閲阅闆板闢辟陞升隻只餘余"
    "顔颜颱台饑饥駡骂鬆松鬚须鬱郁鷄鸡鹹咸麪面麫面麯曲麵面齣出託托瞭了"
)
"""Signs that stand for the same word in agreements but are left out by the table of proces: pairs, old before new."""

OLD_SHARE = 0.1
_WORDS = {
    "稽核": "审计", "查廠": "审计", "查核": "核查", "品質": "质量", "製程": "工艺", "資訊": "信息", "合約": "合同", "契約": "合同",
    "智慧財產": "知识产权", "營業秘密": "商业秘密", "營業日": "工作日", "工作天": "工作日", "主管機關": "监管机构", "紀錄": "记录", "預估": "预测",
    "採購單": "采购单", "移轉": "转移", "專屬": "独占", "再授權": "再许可", "檢驗成績書": "检验报告书", "出貨": "发货", "保固": "质保",
    "拒絕受領": "拒收货物", "原物料": "原材料", "廠址": "场地", "異常": "偏差", "影本": "副本", "訂購量": "订单量", "買受人": "购买方", "出賣人": "供应方",
    "胜肽": "多肽", "價金": "价款",
}  # fmt: skip
"""Words that Taiwan and Hong Kong have for what the mainland calls otherwise, of one length. 資訊 is 信息, not 资讯."""
_MAY = re.compile(r"(?<![不取獲所值懂覺求見使了贏難免認非])得(?![到出知以利益標票分主])")
"""得 before a verb is a right: 委託方得稽核 is 委托方可审计."""

_RUN = re.compile(r"[\u3400-\u9fff]+")


def simplified(text: str) -> str:
    """The text with every traditional sign exchanged for its simplified one; of the same length."""
    if text.isascii():
        return text
    if _is_old(text):
        text = _MAY.sub("可", _word_pattern().sub(lambda match: _WORDS[match[0]], text))
    return text.translate(_table())


def _is_old(text: str) -> bool:
    """Whether it is written in traditional characters: its words are those of Taiwan or Hong Kong, then."""
    table = _table()
    chinese = [ord(sign) for sign in text if "\u3400" <= sign <= "\u9fff"]
    return sum(code in table for code in chinese) > OLD_SHARE * len(chinese)


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


@cache
def _table() -> dict[int, str]:
    from proces.conf import T2S_DICT

    pairs = dict(T2S_DICT) | dict(zip(_MORE[::2], _MORE[1::2], strict=True))
    return {ord(old): new for old, new in pairs.items()}


def as_written(words: str, plain: str, written: str) -> str:
    """Words taken from a simplified text, in the signs of the text it was made from; other words stay.

    >>> as_written("第三条 制造", plain="甲 第三条 制造", written="甲 第三條 製造")
    '第三條 製造'
    """
    if words.isascii() or plain == written:
        return words

    def restored(run: re.Match[str]) -> str:
        at = plain.find(run[0])
        return run[0] if at < 0 else written[at : at + len(run[0])]

    return _RUN.sub(restored, words)
