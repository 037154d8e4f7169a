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

_RUN = re.compile(r"[\u3400-\u9fff]+")


def simplified(text: str) -> str:
    """The text with every traditional sign exchanged for its simplified one; of the same length."""
    return text if text.isascii() else text.translate(_table())


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
