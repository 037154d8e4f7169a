"""What an English amendment orders: its instructions found by verb and target, each with the words that go and that come.

operations_in(text, start, end)  ->  list[RawOperation]
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.amendments.numbers import NUMBER, REFERENCE, plain_number, sort_key, targets_in
from assistant.amendments.operations import OperationKind, Scope, Target
from assistant.amendments.raw import RawOperation, Stretch, closing_quote, trimmed, unquoted

_DONE = r"(?:deleted|amended|replaced|restated|added|inserted|removed|stricken|struck|modified|changed|revised|substituted|attached|supplemented|interpreted|superseded)"
_VERB = re.compile(
    rf"(?<!may )(?<!can )(?<!only )(?<!not )\b(?:is|are|(?:shall|will)(?: also)? be)\s*,?\s+(?:(?:hereby|further|also|so|and|is|are),?\s+)*{_DONE}\b"
    r"|\b(?:hereby|agree to|agree that|further agree to)\s+(?:further\s+)?(?:amend|delete|replace|restate|add|insert|modify)\b"
    r"|\bshall (?:now |instead )?(?:read|be read)\b|\b(?:is|are) (?:hereby )?of no further (?:force|effect)\b"
)
_NO_INSTRUCTION = re.compile(
    r"(?i)\b(?:no other changes?|except as|other than as|to the extent (?:amended|superseded)|may be amended|desires? to amend"
    r"|wish(?:es)? to (?:further )?amend|only by|shall not be (?:amended|modified|deemed)|remain in full force)\b"
)
_ABOUT_AGREEMENT = re.compile(
    r"\b(?:references?\b|(?:the|this|that certain)\s+(?:(?:[A-Z][\w-]*|and|of)\s+){0,8}Agreement|following (?:new )?"
    r"(?:sections?|clauses?|definitions?|sentences?|paragraphs?|terms?))",
)
_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
_REF_ASIDE = re.compile(
    r"(?i)(?:\b(?:set forth|set out|as provided|described|contemplated|outlined|specified|pursuant to|in accordance with|as defined|given)\b"
    r"(?:\s+\w+){0,2}|\b(?:per|under|by))\s*$"
)
_REF_OF_THIS = re.compile(
    r"(?i)^\s*(?:to|of|attached to|in|above|below)?\s*(?:(?:to|of) )?(?:this|the present)?\s*(?:amendment\b(?!\s*(?:no|#|\d))|above|below|hereto|hereof|attached)"
)
_OTHER_PAPER = re.compile(r"(?i)\bamend (?:the|that certain) ((?:quality(?: and technical)?|technical) agreement)")
_OF_OTHER = re.compile(
    r"^\s*(?:of|to|in)\s+(?:the\s+)?((?:(?:First|Second|Third|Fourth|Fifth)\s+Amendment|Amendment\s*(?:No\.?\s*|#\s*)?\d+)|(?:Quality(?: and Technical)?|Technical) Agreement)"
)
_PART = re.compile(
    r"(?i)\b((?:first|second|third|fourth|fifth|last|final|penultimate|second[- ]to[- ]last|next[- ]to[- ]last)\s+(?:full\s+)?(?:sentence|paragraph))"
    r"|\bdefinition of\s+[“\"]\s*([^”\"]+?)\s*[”\"]"
)
_STOP = re.compile(
    r"(?P<colon>[:：])|(?P<stop>(?<!\bNo)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bSec)(?<!\bArt)(?<!\bCorp)[.;](?=\s+[A-Z“\"(#]|\s*$|\s*\n))|(?P<blank>\n\s*\n)"
)
_THEN = re.compile(
    r"\s*(?:In (?:its|their|the) (?:place|stead|lieu)|In (?:lieu|place) thereof|(?:It|They|The (?:same|foregoing)) (?:is|are|shall be) (?:hereby )?replaced"
    r"|The following (?:\w+ )?(?:is|are|shall be) (?:hereby )?(?:substituted|inserted in (?:its|their) place))"
)
_SUB_ITEM = re.compile(r"\s*(?:\([a-zA-Z]{1,3}\)|\d+\.\d+|[a-z]\.)\s+")
_LISTED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;:”\"]\s))[ \t]*(?:Section\s+)?(?P<n>\d+\.\d+[a-z]?(?:\.\d+)*(?:\s?\([a-z]{1,3}\))*|\d+\.(?=\s+[A-Z]{3})|\d+(?:\.\d+)*\s?\([a-z]{1,3}\))[.:]?\s+(?=[A-Z“\"\[(])",
    re.MULTILINE,
)
_REPLACES = re.compile(r"(?i)\b(?:replac\w+|substitut\w+|in (?:its|their) (?:place|stead)|in lieu)")
_DELETES = re.compile(r"(?i)\b(?:delet\w+|remov\w+|str(?:icken|uck|iking)|of no further (?:force|effect))\b")
_ADDS = re.compile(
    r"(?i)\b(?:add(?:ed|ing)?|insert(?:ed|ing)?|attached|supplement\w*|new (?:section|clause|article|exhibit|schedule|annex|paragraph))\b"
)
_IMPOSES = re.compile(r"(?i)\bamend (?:the|this) agreement to (?!read|reflect|modify|change|delete|correct)\w+")
_RESTATES = re.compile(
    r"(?i)\b(?:restat\w+|to read|shall (?:now |instead )?(?:be )?read|in (?:its|their) entirety,? (?:as follows|to))\b"
)


def operations_in(text: str, start: int, end: int) -> list[RawOperation]:
    """Every change ordered between the two offsets, in order."""
    return list(_operations(text, start, end, Target()))


def _operations(text: str, start: int, end: int, context: Target) -> Iterator[RawOperation]:
    at = start
    while instruction := _next_instruction(text, at, end, context):
        first, last, payload_from = instruction
        named = _targets(text, first, last)
        inner = named[0] if len(named) == 1 else context
        if payload_from is not None and _opens_list_of_orders(text, payload_from, end, inner):
            context, at = inner, payload_from
            continue
        payload = _payload(text, payload_from, end) if payload_from is not None else None
        if payload is None and _IMPOSES.search(text, first, last):
            # "The Parties agree to amend the Agreement to impose on …": the order is the new term itself.
            payload = _payload(text, first, end, last)
        yield from _classified(text, (first, last), payload, context)
        at = _behind(text, max(last, payload[1] if payload else last), end)


def _behind(text: str, at: int, end: int) -> int:
    """Past the closing quote of a new wording."""
    return at + 1 if at < end and text[at] in '”"' else at


def _next_instruction(text: str, start: int, end: int, context: Target) -> tuple[int, int, int | None] | None:
    """Start and end of the next ordering sentence, and where its new wording begins if it gives one."""
    at = start
    while verb := _VERB.search(text, at, end):
        first = _sentence_start(text, verb.start(), start)
        last, payload = _sentence_end(text, verb.end(), end)
        sentence = text[first:last]
        if _DELETES.search(sentence) and payload is None and (then := _THEN.match(text, last, end)):
            last, payload = _sentence_end(text, then.end(), end)
            sentence = text[first:last]
        names = _targets(text, first, last) or _ABOUT_AGREEMENT.search(sentence) or context.number
        if names and not _NO_INSTRUCTION.search(sentence):
            return first, last, payload
        at = max(last, verb.end())
    return None


def _sentence_start(text: str, at: int, floor: int) -> int:
    starts = [m.end() for m in re.finditer(r"[.;:”\"]\s+(?=[A-Z(“\"])|\n\s*", text[floor:at])]
    abbreviated = re.compile(r"\b(?:No|Inc|Ltd|Co|Sec|Art|Corp)\.\s+$")
    for offset in reversed(starts):
        head = text[floor : floor + offset]
        if abbreviated.search(head) or _inside_quote(head) or re.search(r"\b[A-Za-z]+[”\"]\s+$", head):
            continue
        return floor + offset
    return floor


def _inside_quote(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _sentence_end(text: str, at: int, end: int) -> tuple[int, int | None]:
    """The end of the ordering sentence, and where its new wording begins when it ends in a colon or a long quote."""
    while at < end:
        stop = _STOP.search(text, at, end)
        quote = re.compile(r"[“\"]").search(text, at, stop.start() if stop else end)
        if quote:
            close = closing_quote(text, quote.start(), end)
            if close is None:
                at = quote.end()
                continue
            if close - quote.start() > 90 or re.search(r"(?:follows?|following)\s*,?\s*$", text[at : quote.start()]):
                return quote.start(), quote.start()
            at = close + 1
            continue
        if stop is None:
            return end, None
        if stop["colon"]:
            return stop.end(), stop.end()
        return stop.end() if stop["stop"] else stop.start(), None
    return end, None


def _opens_list_of_orders(text: str, start: int, end: int, context: Target) -> bool:
    """Whether what follows the colon is a list of further orders ("as follows: (a) The cap … is amended")."""
    item = _SUB_ITEM.match(text, start, end)
    if not item:
        return False
    following = _next_instruction(text, item.end(), min(end, item.end() + 500), context)
    return following is not None and not text[item.end() : following[0]].strip()


def _payload(text: str, start: int, end: int, search_from: int | None = None) -> Stretch:
    """The new wording: to its closing quote, or to the next order."""
    begin, _ = trimmed(text, start, end)
    quoted = unquoted(text, begin, end)
    if quoted:
        return quoted
    following = _next_instruction(text, search_from or _line_end(text, begin, end), end, Target())
    last = following[0] if following else end
    # The next order's own number ("(b)", "1.2") belongs to it.
    tail = re.search(r"(?:\(?[a-z]{1,3}\)|\d+\.\d+|\b[a-z]\.|and)\s*$", text[begin:last]) if following else None
    return trimmed(text, begin, begin + tail.start() if tail else last)


def _line_end(text: str, begin: int, end: int) -> int:
    """A quotation that never closes goes to the end of its paragraph at least."""
    if begin >= end or text[begin] not in '“"':
        return begin
    blank = re.compile(r"\n\s*\n").search(text, begin, end)
    return blank.end() if blank else end


def _targets(text: str, first: int, last: int) -> list[Target]:
    """The clauses a sentence is about; those named only in passing, or of this amendment itself, are left out."""
    sentence = text[first:last]
    quoted = [m.span() for m in _QUOTED.finditer(sentence)]
    found: list[Target] = []
    for match in REFERENCE.finditer(sentence):
        if any(a <= match.start() < b for a, b in quoted) or _REF_OF_THIS.match(sentence[match.end() :]):
            continue
        if _REF_ASIDE.search(sentence[: match.start()]) and not re.search(
            r"(?i)(?:cap|terms?|provisions?|price|pricing|period|definition|amount)s?\s+(?:\S+\s+)?(?:set forth|set out|given|specified|described)\s+(?:\w+\s*)?$",
            sentence[: match.start()],
        ):
            continue
        other = _OF_OTHER.match(sentence[match.end() :])
        of = " ".join(other[1].split()) if other else ""
        found += [replace(target, of=of) for target in targets_in(match) if target not in found]
    return found


# --- what kind of change -----------------------------------------------------------------------------------------------


def _classified(text: str, order: Stretch, payload: Stretch | None, context: Target) -> Iterator[RawOperation]:
    sentence = text[order[0] : order[1]]
    targets = _targets(text, *order) or ([context] if context.number else [])
    words = _words_change(text, order, targets, payload)
    if words:
        yield words
        return
    aside = _consequential(text, order, targets)
    if aside:
        targets = [t for t in targets if t != aside.target]
    kind = _kind(sentence, payload)
    if payload and _is_list(sentence, targets, text[slice(*payload)]):
        yield from _listed(text, kind, order, payload)
        return
    if kind == "added":
        yield _addition(text, order, payload, targets)
    else:
        for target in _with_part(sentence, targets):
            scope: Scope = "sentence" if target.part and "sentence" in target.part else _scope(target)
            new = (payload,) if payload else ()
            note = "" if new or kind == "deleted" else "The amendment does not give the new wording."
            yield RawOperation(kind, scope, target, order, new=new, note=note)
    if aside:
        yield aside


def _kind(sentence: str, payload: Stretch | None) -> OperationKind:
    if payload and _IMPOSES.search(sentence):
        return "added"
    if _DELETES.search(sentence):
        return "replaced" if _REPLACES.search(sentence) else "deleted"
    if _REPLACES.search(sentence):
        return "replaced"
    if _ADDS.search(sentence):
        return "added"
    if payload or _RESTATES.search(sentence):
        return "restated"
    return "amended"


def _scope(target: Target) -> Scope:
    if target.part.startswith("definition"):
        return "definition"
    if not target.number:
        return "agreement"
    return "exhibit" if target.kind == "exhibit" else "section"


def _with_part(sentence: str, targets: list[Target]) -> list[Target]:
    """The targets, narrowed to the sentence or definition that the order names."""
    part = _PART.search(sentence)
    name = "" if not part else (part[1].lower() if part[1] else f"definition of {part[2]}")
    if not targets:
        other = _OTHER_PAPER.search(sentence)
        return [Target(part=name, of=" ".join(other[1].split()) if other else "")]
    return [replace(target, part=name) if i == 0 and name else target for i, target in enumerate(targets)]


def _is_list(sentence: str, targets: list[Target], wording: str) -> bool:
    if (
        len(targets) > 1
        and sum(bool(re.search(rf"(?m)^\s*(?:Section\s+)?{re.escape(t.number)}\b", wording)) for t in targets) > 1
    ):
        return True
    return bool(re.search(r"(?i)\bfollowing (?:new )?(?:sections|clauses|articles|paragraphs|provisions)\b", sentence))


def _listed(text: str, kind: OperationKind, order: Stretch, payload: Stretch) -> Iterator[RawOperation]:
    """A list of sections with their new wording, each under its own number."""
    starts: list[tuple[str, int]] = []
    for match in _LISTED.finditer(text, *payload):
        number = plain_number(match["n"])
        # Numbers only count up: a reference that looks like a heading would jump back.
        if not starts or sort_key(number) > sort_key(starts[-1][0]):
            starts.append((number, match.start()))
    ends = [start for _, start in starts[1:]] + [payload[1]] if starts else []
    for (number, start), end in zip(starts, ends, strict=True):
        yield RawOperation(kind, "section", Target(number, "section"), order, new=(trimmed(text, start, end),))


def _addition(text: str, order: Stretch, payload: Stretch | None, targets: list[Target]) -> RawOperation:
    sentence = text[order[0] : order[1]]
    place = re.search(
        r"(?i)\b((?:at|to) the end|immediately (?:after|before|following)|after|before|(?<!the )following|between)\b(?=[^“\"]{0,40}(?:section|clause|article|exhibit|schedule|paragraph|thereof|of))",
        sentence,
    )
    where = place[1].lower() if place else ""
    where = "end" if "the end" in where else "before" if "before" in where else "after" if where else ""
    new = (payload,) if payload else ()
    fresh = re.search(
        r"(?i)\bnew\s+(?:sections?|clauses?|articles?|paragraphs?|sub-?sections?|exhibits?|schedules?|annex(?:es)?|appendi(?:x|ces))\s",
        sentence,
    )
    named = REFERENCE.match(sentence[fresh.start() :].split(None, 1)[1]) if fresh else None
    if named:
        count = len(targets_in(named))
        made = targets[:count]
        return _several(made, order, new, where if not made else "")
    number = re.match(rf"(?:Section\s+)?({NUMBER})[.:]?\s", text[payload[0] : payload[1]]) if payload else None
    if number and where != "end":
        return RawOperation("added", "section", Target(plain_number(number[1]), "section"), order, new=new)
    if targets and where == "end":
        return RawOperation("added", "sentence", targets[0], order, new=new, place="end")
    if payload and re.search(r"(?i)\b(?:sentence|paragraph|words?|language)s?\b", sentence):
        target = targets[0] if targets else Target()
        return RawOperation("added", "sentence", target, order, new=new, place=where or "end")
    if re.search(r"(?i)\bdefinitions?\b", sentence):
        return RawOperation("added", "definition", targets[0] if targets else Target(), order, new=new, place="end")
    target = targets[0] if targets else Target()
    return RawOperation(
        "added", _scope(target) if target.number else "section", target, order, new=new, place=where or "end"
    )


def _several(made: list[Target], order: Stretch, new: tuple[Stretch, ...], where: str) -> RawOperation:
    first = made[0]
    name = ", ".join(target.number for target in made)
    return RawOperation(
        "added",
        "exhibit" if first.kind == "exhibit" else "section",
        replace(first, number=name),
        order,
        new=new,
        place=where,
    )


def _consequential(text: str, order: Stretch, targets: list[Target]) -> RawOperation | None:
    """ "(and Section 2.1 is hereby amended as needed to implement the following)": changed, but in no stated words."""
    sentence = text[order[0] : order[1]]
    match = re.search(
        r"(?i)\(?\band ((?:section|clause|article)[^()]{0,60}?) (?:is|are) (?:hereby )?amended as (?:needed|necessary|required)",
        sentence,
    )
    if not match:
        return None
    named = [t for t in targets if t.number and t.number in match[1] and not t.of]
    start = order[0] + match.start()
    note = "The amendment does not give the new wording."
    return RawOperation("amended", "section", named[0], (start, order[0] + match.end()), note=note) if named else None


# --- words in quotation marks ------------------------------------------------------------------------------------------

_OLD_TO_NEW = re.compile(
    r"(?i)\b(?:replac\w+|chang\w+|delet\w+|str\w+|amended to (?:read|say|be)|shall (?:now )?read|to read|substitut\w+)\b"
)
_NEW_FOR_OLD = re.compile(r"(?i)\b(?:instead of|in place of|in lieu of|rather than)\b")
_INCLUDES = re.compile(r"(?i)\b(?:include|to also (?:mean|refer)|interpreted)\b")


def _words_change(text: str, order: Stretch, targets: list[Target], payload: Stretch | None) -> RawOperation | None:
    sentence = text[order[0] : order[1]]
    quotes = [
        q for q in _QUOTED.finditer(sentence) if not _names_a_definition(sentence, q) and not _title_of_new(sentence, q)
    ]
    spans = [_inside(order[0], q) for q in quotes]
    everywhere = bool(
        re.search(r"(?i)\breferences? (?:in|to)\b|\beach (?:reference|occurrence)\b|\bwherever\b", sentence)
    )
    target = targets[0] if targets else Target()
    scope: Scope = "words" if target.number or not everywhere else "everywhere"
    if everywhere and _INCLUDES.search(sentence) and spans:
        new = spans[1:2]
        return RawOperation(
            "amended", scope, target, order, spans[0], tuple(new), note="The words also cover what is named."
        )
    if len(spans) >= 2:
        between = sentence[quotes[0].end() : quotes[1].start()]
        before = sentence[: quotes[0].start()]
        if _NEW_FOR_OLD.search(between) or (
            re.search(r"(?i)\bsubstitut\w+\b[^“\"]*$", before) and re.search(r"\bfor\b", between)
        ):
            return RawOperation("replaced", scope, target, order, spans[1], (spans[0],))
        if re.search(r"(?i)\b(?:add|insert)\w*\b[^“\"]*$", before) and re.search(
            r"(?i)\b(?:after|before|following)\b", between
        ):
            place = "before" if re.search(r"(?i)\bbefore\b", between) else "after"
            return RawOperation("added", "words", target, order, spans[1], (spans[0],), place)
        if re.search(r"(?i)\b(?:after|before|following)\b[^“\"]*$", before) and re.search(
            r"(?i)\b(?:add|insert)", sentence
        ):
            place = "before" if re.search(r"(?i)\bbefore\b[^“\"]*$", before) else "after"
            return RawOperation("added", "words", target, order, spans[0], (spans[1],), place)
        if _OLD_TO_NEW.search(between) or re.search(r"(?i)\b(?:replac|delet|strik|chang)\w+\b[^“\"]*$", before):
            return RawOperation("replaced", scope, target, order, spans[0], (spans[1],))
    if len(spans) == 1 and _DELETES.search(sentence) and payload is None:
        return RawOperation("deleted", scope, target, order, spans[0])
    if len(spans) == 1 and payload and (_DELETES.search(sentence) or _REPLACES.search(sentence)):
        return RawOperation("replaced", scope, target, order, spans[0], (payload,))
    return None


def _inside(base: int, match: "re.Match[str]") -> Stretch:
    group = 1 if match[1] is not None else 2
    # American style puts the sentence's comma inside the quotation marks.
    return base + match.start(group), base + match.start(group) + len(match[group].rstrip(" ,;"))


def _names_a_definition(sentence: str, match: "re.Match[str]") -> bool:
    """A term that the order only names: (the "Prior Supply Terms"), the definition of "Batch"."""
    return bool(
        re.search(
            r"(?i)(?:\((?:the|collectively,?(?: the)?|this|each,? an?)?\s*|definitions? of\s*(?:the term\s*)?)$",
            sentence[: match.start()],
        )
    )


def _title_of_new(sentence: str, match: "re.Match[str]") -> bool:
    return bool(re.search(r"(?i)\b(?:titled|entitled|headed|captioned)\s*$", sentence[: match.start()]))
