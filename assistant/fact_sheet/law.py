"""Whose law governs, where a dispute ends, and which language prevails."""

import re

from assistant.fact_sheet.passages import Pages, Sentence, redaction_in
from assistant.fact_sheet.places import jurisdictions_in
from assistant.fact_sheet.sheet import FactStatus, Found
from assistant.fact_sheet.values import Forum, Jurisdiction, Words

CLEAR = 4.0
"""From this score on, the first such clause decides: an exhibit behind the agreement has a clause as clear."""
_CHOOSES = re.compile(
    r"(?i)\b(?:govern(?:ed|s|ing)?|constru(?:ed|ction)|interpret(?:ed|ation)?|enforce[d]?|subject(?:ed)? to|determined)\b(?P<between>.{0,160}?)\b(?:laws?|legislation|statutes)\b\s*(?:\([^)]{0,40}\))?\s*(?:of|in(?: force in| effect in)?|applicable in)\b(?P<where>[^.;]{0,140}(?:\bU\.S\.A?\.?)?)"
    r"|\b(?:the\s+)?(?:substantive\s+|internal\s+|domestic\s+|\w+\s+)?laws?\s+of\s+(?P<where2>[^.;]{2,120}?)(?:\([^)]*\))?[^.;]{0,60}?\b(?:shall\s+|will\s+)?(?:govern|appl(?:y|ies)|control)\b"
    r"|\bgoverning law\b[^.;]{0,60}?\b(?:is|be|are)\b[^.;]{0,30}?\blaws?\s+of\s+(?P<where4>[^.;]{2,100})"
    r"|\b(?:govern(?:ed|ing)|construed|interpreted)\b[^.;]{0,80}?\b(?:by|under|with)\s+(?:the\s+)?(?P<where3>[A-Z][\w ]{2,30}?)\s+(?:substantive\s+)?laws?\b"
)
_ZH_CHOOSES = re.compile(
    r"(?:适用|受|依据|依照|按照|遵循)(?P<where>[^，。；]{2,30}?)(?:法律|法的?管辖|法律法规|法解释)|(?P<where2>中华人民共和国[^，。；]{0,8})法律?[^，。；]{0,12}(?:管辖|解释|适用)"
)
_HEADED = re.compile(
    r"(?i)govern\w*\s+law|applicable\s+law|choice\s+of\s+law|\blaws?\b.{0,30}(?:jurisdiction|venue|disputes?)|(?:jurisdiction|disputes?).{0,30}\blaw\b|适用法律|法律适用|准据法"
)
_THIS = re.compile(
    r"(?i)\bthis\b.{0,30}\b(?:agreement|contract|amendment)\b|\bthe (?:agreement|contract)\b|本(?:协议|合同)|本补充协议"
)
_OTHER_PAPER = re.compile(
    r"(?i)\b(?:purchase orders?|guarantee|escrow|incorporated|organized|organised|existing|validly|applicable to such|comply|compliance|arbitrat\w+ shall be governed)\b"
)
_ENDS_WHERE = re.compile(
    r"(?i)\b(?:without|excluding|exclusive of|irrespective|regardless|except|notwithstanding|as applied|applicable to|other than|but|excepting)\b|不包括|排除"
)

_ARBITRATION = re.compile(r"(?i)\barbitrat(?:ion|ed|or|ors)\b|仲裁")
_COURTS = re.compile(r"(?i)\bcourts?\b|\bvenue\b|\bjurisdiction of\b|法院")
_FORUM_ACT = re.compile(
    r"(?i)\b(?:disputes?|controvers\w+|claims?|actions?|suits?|proceedings?|litigation|venue|jurisdiction|settled|resolved)\b|争议|纠纷|诉讼|管辖"
)
_INSTITUTION = re.compile(
    r"(?i)American Arbitration Association|\bAAA\b|International Chamber of Commerce|\bICC\b|\bJAMS\b|London Court of International Arbitration|\bLCIA\b|Hong Kong International Arbitration Cent(?:re|er)|\bHKIAC\b"
    r"|Singapore International Arbitration Cent(?:re|er)|\bSIAC\b|China International Economic and Trade Arbitration Commission|\bCIETAC\b|Shanghai International Arbitration Cent(?:re|er)|\bSHIAC\b|Japan Commercial Arbitration Association"
    r"|Korean Commercial Arbitration Board|Stockholm Chamber of Commerce|Swiss (?:Chambers|Rules|Arbitration Cent(?:re|er))|\bUNCITRAL\b|\bCPR\b|German (?:Arbitration Institute|Institution of Arbitration)|\bDIS\b"
    r"|中国国际经济贸易仲裁委员会|贸仲|香港国际仲裁中心|新加坡国际仲裁中心|[\u4e00-\u9fff]{2,12}仲裁(?:委员会|中心|院)"
)
_SEAT = re.compile(
    r"\b(?i:seat(?:ed)?|place of arbitration|place|held|conducted|located|sitting|venue|take place|courts?)\b[^.;]{0,60}?\b(?:in|of|at|shall be|is|be)\s+(?i:the\s+(?:city|state|commonwealth|country|county|courts)\s+(?:and\s+state\s+)?of\s+)?(?P<seat>[A-Z][\w'’-]+(?:(?:, | )[A-Z][\w'’-]+){0,3})"
    r"|(?:仲裁地|地点|在)(?:为|是)?(?P<zh>[\u4e00-\u9fff]{2,8}?)(?=[，。；进]|按|提|举)|向(?P<court>[^，。；]{2,30}?)(?:人民法院|法院)"
)
_PREVAILS = re.compile(
    r"(?i)(?P<en>\b(?:english|chinese|german|french|spanish|japanese|hebrew)\b)[^.;]{0,60}?\b(?:language|version|text)?[^.;]{0,60}?\b(?:prevail|control|govern|authoritative|binding)"
    r"|\b(?:written|executed|made|drafted|prepared) in (?:the )?(?P<in>english|chinese|german|french|japanese|hebrew)\b(?: language)?|以(?P<zh>中文|英文)(?:版本|文本|本)?[^，。；]{0,6}为准|(?P<both>(?:两种|中英文)[^。；]{0,20}(?:同等|同样)[^。；]{0,6}效力)"
    r"|both (?:language )?versions[^.;]{0,40}(?:equal|equally)"
)


def find_governing_law(pages: Pages) -> tuple[FactStatus, list[Found]]:
    """The jurisdictions a clause about this agreement chooses; the best-placed sentence decides."""
    best: tuple[float, Sentence, re.Match[str], list[Jurisdiction]] | None = None
    redacted: Sentence | None = None
    for sentence in pages.sentences:
        for match in (*_CHOOSES.finditer(sentence.text), *_ZH_CHOOSES.finditer(sentence.text)):
            where = next((v for k, v in match.groupdict().items() if k.startswith("where") and v), "")
            named = jurisdictions_in(_ENDS_WHERE.split(where)[0], adjectives=True)
            if not named:
                redacted = sentence if redaction_in(where[:40]) and not redacted else redacted
                continue
            score = min(_law_score(sentence, match), CLEAR)
            if best is None or score > best[0]:
                best = (score, sentence, match, named)
    if best and best[0] > 0:
        score, sentence, match, named = best
        chosen = [named[0], *(j for j in named[1:] if not named[0].code.startswith(j.code))][:2]
        citation = pages.cite(sentence.span)
        return "found", [Found(value, (citation,), min(0.95, 0.6 + score / 12)) for value in chosen[:1]]
    if redacted:
        return "redacted", [Found(Words("redacted"), (pages.cite(redacted.span),), 0.8)]
    return "not_found", []


def _law_score(sentence: Sentence, match: re.Match[str]) -> float:
    before = sentence.text[max(0, match.start() - 120) : match.start()]
    score = 2.0 + 2.5 * bool(_HEADED.search(sentence.heading) or _HEADED.search(sentence.text[:60]))
    score += 2.0 * bool(_THIS.search(before) or _THIS.search(match.group()))
    return score - 3.0 * bool(_OTHER_PAPER.search(before[-90:]) or _OTHER_PAPER.search(match.group()[:80]))


def find_forum(pages: Pages) -> list[Found]:
    """Arbitration or courts for this agreement, with institution and seat where named."""
    best: tuple[float, Sentence, str] | None = None
    for sentence in pages.sentences:
        text = sentence.text
        if not _FORUM_ACT.search(text):
            continue
        headed = bool(
            re.search(
                r"(?i)disput|arbitrat|jurisdiction|venue|forum|govern\w* law|applicable law|争议|管辖|仲裁",
                sentence.heading,
            )
        )
        for way, words in (("arbitration", _ARBITRATION), ("courts", _COURTS)):
            if not words.search(text):
                continue
            named = (
                bool(_INSTITUTION.search(text))
                if way == "arbitration"
                else bool(jurisdictions_in(text) or re.search("法院", text))
            )
            settles = bool(
                re.search(r"(?i)\b(?:shall|will|must|agree\w*|consent\w*|submit\w*)\b|应|可|提交|提起", text)
            )
            score = 2.0 * headed + 1.5 * named + settles + 0.3 * (way == "arbitration")
            score += bool(re.search(r"(?i)exclusive|finally|sole|binding|最终|有管辖权|终局", text))
            score -= 2.0 * bool(
                re.search(
                    r"(?i)injuncti|award may be entered|court of competent|order of a court|required by|confidential",
                    text,
                )
            )
            if score >= 2.5 and (best is None or score > best[0]):
                best = (score, sentence, way)
    if best is None:
        return []
    score, sentence, way = best
    institution = _INSTITUTION.search(sentence.text)
    seat = _SEAT.search(sentence.text)
    place = (seat["seat"] or seat["zh"] or seat["court"] or "") if seat else ""
    name = re.sub(r"^.*?(?:提交|向|由|交由)", "", institution.group()) if institution and way == "arbitration" else ""
    value = Forum("arbitration" if way == "arbitration" else "courts", name, _seat(place))
    return [Found(value, (pages.cite(sentence.span),), min(0.9, 0.4 + score / 10))]


def _seat(named: str) -> str:
    return re.sub(r"(?i)\s*,?\s*\b(?:and|or|any|under|before|pursuant|in accordance)\b.*$", "", named).strip(" ,")


def find_language(pages: Pages) -> list[Found]:
    """The language that prevails, or in which the agreement says it is written."""
    found = []
    for sentence in pages.sentences:
        match = _PREVAILS.search(sentence.text)
        if not match or re.search(
            r"(?i)\b(?:reports?|notices?|label\w*|documentation|arbitrat\w+|hearing)\b|标签|通知", sentence.text
        ):
            continue
        word = match["en"] or match["in"] or {"中文": "Chinese", "英文": "English"}.get(match["zh"] or "", "")
        prevails = match["in"] is None
        value = Words(word.capitalize() if word else "both languages equally")
        found.append((prevails, Found(value, (pages.cite(sentence.span),), 0.85 if prevails else 0.7)))
    return [max(found, key=lambda f: f[0])[1]] if found else []
