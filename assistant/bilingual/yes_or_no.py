"""Points that contracts settle one way or the other, each told where the two texts settle it differently.

The Convention shall not apply.   ·   《公约》亦予适用。
in addition to, and not in substitution for, other remedies   ·   系对其他救济的替代，而非补充
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bilingual.facts import Side
from assistant.bilingual.pair import SIDES, Difference, PairOfTexts


@dataclass(frozen=True)
class Settled:
    """One way to settle a point, as either language says it."""

    how: str
    en: str
    zh: str
    carries: tuple[str, str] = (r"(?!)", r"(?!)")
    """What could mean it in English and in Chinese, without saying so for certain."""

    def is_said(self, language: Side, text: str) -> bool:
        return bool(re.search(self.en, text, re.IGNORECASE) if language == "en" else re.search(self.zh, text))

    def may_be_in(self, language: Side, text: str) -> bool:
        carries = self.carries[0] if language == "en" else self.carries[1]
        return self.is_said(language, text) or bool(re.search(carries, text, re.IGNORECASE))


_S = Settled
_CONVENTION_EN = r"(?:International Sale of Goods|Vienna (?:Sales )?Convention|CISG)"
_CONVENTION_ZH = r"(?:国际货物销售|货物买卖|CISG)"
_SECRECY_EN = r"(?:confidentiality|non-?disclosure|secrecy) (?:and \w+ )?agreement"
_POINTS: tuple[tuple[Settled, Settled], ...] = (
    (
        _S(
            "the sales convention does not apply",
            rf"\b(?:exclu\w+|not|nor|without|disappl\w+|other than)\b(?:(?!\binclud\w+|\bbut\b)[^.;])*{_CONVENTION_EN}|{_CONVENTION_EN}[^.;,]{{0,40}}\b(?:not|excluded|disapplied|no application)\b",
            rf"(?:不适用|排除|不包括|不予适用|亦不|不受|除外)(?:(?!(?<!不)包括|但)[^。；])*{_CONVENTION_ZH}|{_CONVENTION_ZH}[^。；]{{0,30}}(?:不|排除|除外)",
        ),
        _S(
            "the sales convention applies",
            rf"{_CONVENTION_EN}(?:(?!\bnot\b|\bexclu|\bnor\b)[^.;]){{0,60}}\b(?:appl(?:y|ies)|governs?)\b|\b(?:includ\w+|governed by|subject to)(?:(?!\bexclu\w+|\bnot\b|\bwithout\b)[^.;])*{_CONVENTION_EN}",
            rf"{_CONVENTION_ZH}[^。；不除]{{0,30}}适用|(?:(?<!不)(?<!不予)适用|(?<!不)包括|(?<!不)受)[^。；不]*{_CONVENTION_ZH}",
        ),
    ),
    (
        _S(
            "interest is not compounded",
            r"\b(?:not|no|without|never)\b[^.;]{0,30}\bcompound\w*|\bsimple interest\b|\binterest[^.;]{0,30}\bsimple\b",
            r"(?:不|非|无)[^，。；]{0,6}复利|单利",
        ),
        _S("interest is compounded", r"(?<!not )(?<!not be )(?<!never )\bcompound\w*", r"(?<!不)(?<!不计)(?<!不得计)(?<!不计算)(?<!非)复利|利滚利"),
    ),
    (
        _S(
            "it comes in addition to the others",
            r"\bin addition to,? and not in\b",
            r"补充[，,]?(?:而|且|并)?(?:非|不)|(?:而非|并非|并不|不)(?:取代|替代|代替)",
        ),
        _S(
            "it comes instead of the others",
            r"\b(?:substitution|lieu|place)\b[^.;]{0,10}\bnot in addition\b",
            r"(?:取代|替代|代替)[，,]?而(?:非|不)",
        ),
    ),
    (
        _S("each answers for the whole", r"\bjoint(?:ly)? and several(?:ly)?\b", r"连带"),
        _S(
            "each answers for a share, or second",
            r"\bseverally (?:but|and) not jointly\b|\bseveral (?:but|and) not joint\b|\bpro rata\b|\bsecondary\b|\bsubsidiary liab\w+",
            r"按份|按比例|一般保证|补充(?:清偿)?责任|分别(?:承担|负)|各自承担",
        ),
    ),
    (
        _S(
            "a charge is left out of the sum",
            r"\b(?:exclusive of|excluding|not includ\w+|net of)\b[^.;]{0,30}\b(?:freight|insurance|tax\w*|VAT|dut(?:y|ies)|packag\w+|postage|transport)\b",
            r"(?:不|未)(?:包?含|包括|计)[^。；]{0,20}(?:运费|保险费|税|包装)",
            carries=(r"\b(?:plus|without|before|net|exclu\w+|not includ\w+|separately|on top|added|other than|except)\b", r"[不未](?:包?含|包括|计)|另计|另加|除|净|另行|外加|税前|税后"),
        ),
        _S(
            "a charge is in the sum",
            r"\b(?:inclusive of|includ(?:es|ing|e))\b[^.;]{0,30}\b(?:freight|insurance|tax\w*|VAT|dut(?:y|ies)|packag\w+|postage|transport)\b",
            r"(?<![不未])(?<!不得)(?:包?含|包括)[^。；]{0,20}(?:运费|保险费|税|包装)",
            carries=(r"\b(?:inclu\w+|cover\w*|contain\w*|with|gross|comprise\w*)\b", r"(?<![不未])(?:包?含|包括)|计入|在内|涵盖"),
        ),
    ),
    (
        _S(
            "other remedies remain",
            r"(?<!not )\bin addition to,? and not\b|\bnot in (?:substitution|lieu|place)\b|\bwithout prejudice to\b|\b(?:do|does|shall|will|is|are) not (?:\w+ )?(?:exclude|affect|limit|prejudice|replace|preclude|exclusive|exhaustive)|\bcumulative\b|\bin addition to (?:any|all|the|its|those|other)\b",
            r"补充[，,]?(?:而|且|并)?(?:非|不)|(?:而非|并非|并不|不)(?:取代|替代|代替)|不影响|不排除|不妨碍|不损害|不限制|累加|不免除|之外|另(?:行|外)|仍(?:有|可)|并存",
        ),
        _S(
            "no other remedy remains",
            r"\bin (?:substitution|lieu|place)[^.;]{0,8},? and not in addition\b|\bin (?:substitution for|lieu of) (?:any|all|other|every)\b|\b(?:sole|only|exclusive)(?: and exclusive)? (?:remed|compensation|recourse)\w*|\bfull and final\b|\bin full satisfaction\b",
            r"(?:取代|替代|代替)[，,]?而(?:非|不)|全部(?:的)?(?:救济|赔偿|补偿)|唯一(?:的)?(?:救济|补救|赔偿|补偿)|构成[^，。；]{0,16}(?:全部|唯一)",
        ),
    ),
    (
        _S(
            "the earlier confidentiality agreement goes on",
            rf"\b(?:but not|except|other than|save|excluding|without affecting)\b[^.;]{{0,40}}\b{_SECRECY_EN}|\b{_SECRECY_EN}[^.;]{{0,60}}\b(?:remains?|continues?|stays?|survives?|not|unaffected)\b",
            r"(?:不取代|不包括|不影响|除)[^。；]{0,40}保密(?:协议|合同)|保密(?:协议|合同)》?[^。；]{0,24}(?:继续|仍|不受|不被|不因|除外|并行|存续)",
        ),
        _S(
            "the earlier confidentiality agreement ends",
            rf"\b(?:including|together with|as well as|also)\b[^.;]{{0,30}}\b{_SECRECY_EN}|\b{_SECRECY_EN}[^.;]{{0,60}}\b(?:ceases?|ends?|terminat\w+|supersed\w+|replaced|lapses?|no longer)\b",
            r"(?<!不)(?:包括|含|连同)[^。；]{0,40}保密(?:协议|合同)|保密(?:协议|合同)》?[^。；不]{0,20}(?:终止|失效|取代|废止|不再)",
        ),
    ),
    (
        _S("earlier agreements are replaced", r"\b(?:supersed\w+|replac\w+|cancel\w*)\b", r"取代|代替|替代|废止|作废"),
        _S("earlier agreements are supplemented", r"\bsupplements?\b(?=[^.;]{0,30}\b(?:prior|previous|earlier|all)\b)", r"补充(?=[^，。；]{0,8}(?:此前|先前|之前|以前|一切|所有))"),
    ),
    (
        _S("it is assigned", r"\bhereby (?:\w+ )?assign\w*|\bassigned\b[^.;]{0,12}\bhereby\b", r"(?:特此|谨此)[^，。；]{0,24}(?<!可)(?<!得)(?:转让|让与)"),
        _S("it is licensed", r"\bhereby (?:\w+ )?(?:licen[cs]e[sd]?|grants?[^.;]{0,30}licen[cs]e)", r"(?:特此|谨此)[^，。；]{0,24}许可[予给]"),
    ),
    (
        _S("both are needed", r"\bboth\b", r"(?!)", carries=(r"(?!)", r"均|两者|双方|共同|二者|同时|都|各方|两[家地名份方]")),
        _S(
            "one of them is enough",
            r"\beither\b|\bany (?:one )?of\b|\bone of\b|\bany one\b",
            r"任一(?!方)|任何一(?!方)|其中之一|择一|二者之一|任意一",
        ),
    ),
    (
        _S("the licence shuts out the licensor too (独占)", r"(?!)", r"独占"),
        _S("the licence shuts out others only (排他)", r"\bsole\b(?! (?:and exclusive|discretion|option|remed|property|expense|cost|risk|purpose|respons|owner|right))", r"排他(?!期|性?(?:管辖|义务))"),
    ),
    (
        _S("what came in first goes out first", r"\bfirst[- ]in,?[- ]first[- ]out\b|\bFIFO\b", r"先进先出|FIFO"),
        _S("what expires first goes out first", r"\bfirst[- ]expir\w+|\bFEFO\b", r"近效期|先到期|FEFO"),
    ),
)  # fmt: skip


def settled_otherwise(texts: PairOfTexts) -> Iterator[Difference]:
    """Each point that a sentence settles one way in English and the other in Chinese, and neither text both ways."""
    for pair in texts.matched:
        whole = {side: texts.with_lonely(pair, side) for side in SIDES}
        for ways in _POINTS:
            for one, other in (ways, ways[::-1]):
                if not (one.is_said("en", whole["en"]) and other.is_said("zh", whole["zh"])):
                    continue
                if not (other.may_be_in("en", whole["en"]) or one.may_be_in("zh", whole["zh"])):
                    reason = f"In English {one.how}, in Chinese {other.how}."
                    yield Difference("opposite", reason, pair.bounds("en"), pair.bounds("zh"))
