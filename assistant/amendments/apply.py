"""Carries out one operation on the clauses of an agreement, or says why it cannot be done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.amendments.numbers import full_number, sort_key, under
from assistant.amendments.operations import Amendment, Operation
from assistant.amendments.slots import Piece, Slot, carve, exhibit_of, find, glue
from assistant.cite import Citation
from assistant.reading import Reading
from assistant.signals import redacted
from ingest.split.sentences import sentence_ends

_ORDINALS = {w: i for i, w in enumerate(("first", "second", "third", "fourth", "fifth"))}
_QUOTES = {"“": '[“”"]', "”": '[“”"]', '"': '[“”"]', "’": "['’‘]", "'": "['’‘]", "‘": "['’‘]"}
_RUN_IN_HEADING = re.compile(r"^\s*(?:[\d.]+|\([a-z]+\)|第[^条]{1,6}条)?\s*[A-Z][\w ,&/’'-]{0,70}[.:]\s+$")


class Applier:
    """The clauses of one agreement, changed operation by operation."""

    def __init__(self, readings: Sequence[Reading], slots: list[Slot]) -> None:
        self.slots = slots
        self._readings = readings
        self._index = 0
        self._amendment: Amendment | None = None

    def begin(self, index: int, amendment: Amendment) -> None:
        """The operations that follow come from this amendment, the reading of that index."""
        self._index, self._amendment = index, amendment

    def apply(self, operation: Operation, change: int) -> str:
        """Do it and return "", or leave all as it was and return why; new wording is kept in force either way."""
        why = self._refusal(operation) or self._do(operation, change)
        if why and operation.new and operation.kind != "amended" and operation.scope not in ("words", "everywhere"):
            unplaced = [
                replace(slot, changes=()) for slot in self._new_slots(operation, operation.target.number, change)
            ]
            self._append(unplaced, f"Unplaced: {operation.target}")
        return why

    def add_own_terms(self) -> None:
        """What the amendment says besides its orders is agreed as well."""
        assert self._amendment is not None
        for term in self._amendment.own_terms:
            name = f"{self._label()} {term.number}".strip()
            made = [self._slot_of(citation, name, "", ()) for citation in term.citations]
            self._append(made, self._label())

    # Deciding

    def _refusal(self, operation: Operation) -> str:
        target = operation.target
        if target.of and not re.match(r"(?i)(?:\w+ )?amendment", target.of):
            return f"It concerns another document, the {target.of}."
        if target.of and not any(slot.number.startswith(_paper(target.of)) for slot in self.slots):
            return f"{target.of}, whose terms it changes, was not supplied."
        if operation.kind == "amended":
            return operation.note or "The amendment does not give the new wording."
        if operation.scope == "agreement" and operation.kind in ("restated", "replaced") and not operation.new:
            return "The whole agreement is restated; supply the restated agreement itself."
        if operation.kind in ("replaced", "restated", "added") and not operation.new:
            return "The new wording was not located in the amendment."
        if operation.old and redacted(operation.old.quote):
            return "The words to be changed are blacked out."
        return ""

    def _do(self, operation: Operation, change: int) -> str:
        if operation.scope == "everywhere":
            return self._everywhere(operation, change)
        if operation.scope == "definition":
            return self._definition(operation, change)
        if operation.kind == "added" and operation.scope in ("section", "exhibit") and not operation.place:
            return self._insert_by_number(operation, change)
        if operation.kind == "added" and not operation.target.number:
            self._append(self._new_slots(operation, "", change), self._label())
            return ""
        places, why = self._places(operation)
        if why:
            return why
        if operation.scope == "words":
            return self._words(operation, places, change)
        if operation.kind == "added":
            return self._beside(operation, places, change)
        if operation.target.part and operation.scope == "sentence":
            return self._sentence(operation, places, change)
        if operation.scope == "agreement" and not operation.target.number:
            return "What it changes is not said by clause."
        self._whole(operation, places, change)
        return ""

    def _places(self, operation: Operation) -> tuple[list[int], str]:
        target = operation.target
        if target.of:
            name = f"{_paper(target.of)} {target.number}"
            found = [i for i, slot in enumerate(self.slots) if not slot.gone and slot.number == name]
            return found, "" if found else f"{target.of} as supplied has no term {target.number}."
        if not target.number:
            everything = [
                i
                for i, slot in enumerate(self.slots)
                if not slot.gone and slot.kind not in ("contents", "furniture", "signature")
            ]
            return (everything, "") if operation.scope in ("words", "agreement") else ([], "It names no clause.")
        return find(self.slots, target)

    # Doing

    def _whole(self, operation: Operation, places: list[int], change: int) -> None:
        made = self._new_slots(operation, operation.target.number, change, self.slots[places[0]])
        for i in places:
            self.slots[i] = replace(self.slots[i], gone=True, changes=(*self.slots[i].changes, change))
        self.slots[places[0] : places[0]] = made

    def _sentence(self, operation: Operation, places: list[int], change: int) -> str:
        text = self._text(places)
        spans = _sentences(text)
        wanted = _which(operation.target.part, len(spans))
        if wanted is None:
            return f"Clause {operation.target.number} has no {operation.target.part}."
        start, end = spans[wanted]
        self._carve(places, start, end, operation, change)
        return ""

    def _words(self, operation: Operation, places: list[int], change: int) -> str:
        assert operation.old is not None
        hits = _occurrences(operation.old.quote, self._text(places))
        where = f"clause {operation.target.number}" if operation.target.number else "the agreement"
        if not hits:
            return f"The words “{operation.old.quote}” do not stand in {where}."
        if len(hits) > 1 and not re.search(
            r"(?i)\b(?:all|each|every|wherever)\b|所有|全部|均", operation.instruction.quote
        ):
            return f"The words “{operation.old.quote}” stand in {where} {len(hits)} times; which is meant is not said."
        for start, end in reversed(hits):
            if operation.kind == "added":
                start, end = (start, start) if operation.place == "before" else (end, end)
            self._carve(places, start, end, operation, change)
        return ""

    def _everywhere(self, operation: Operation, change: int) -> str:
        assert operation.old is not None
        places = [
            i for i, slot in enumerate(self.slots) if not slot.gone and slot.kind not in ("furniture", "contents")
        ]
        found = 0
        for i in places:
            for start, end in reversed(_occurrences(operation.old.quote, self.slots[i].text, whole_word=True)):
                self._carve([i], start, end, operation, change)
                found += 1
        return "" if found else f"The words “{operation.old.quote}” do not stand in the agreement."

    def _definition(self, operation: Operation, change: int) -> str:
        if operation.kind == "added":
            places, why = self._places(operation) if operation.target.number else ([], "no clause")
            made = self._new_slots(operation, operation.target.number, change)
            last = (
                places[-1]
                if not why
                else max((i for i, s in enumerate(self.slots) if s.kind == "definition"), default=-1)
            )
            if last < 0:
                return "The agreement supplied has no list of definitions to add to."
            self.slots[last + 1 : last + 1] = made
            return ""
        term = operation.target.part.removeprefix("definition of ").strip()
        opening = re.compile(rf"^\W*(?:[\d.]+\s*)?[“\"]\s*{re.escape(term)}\s*[”\"]", re.IGNORECASE)
        places = [i for i, slot in enumerate(self.slots) if not slot.gone and opening.match(slot.text)]
        if not places:
            return f"The agreement supplied has no clause that defines “{term}” by itself."
        self._whole(operation, places, change)
        return ""

    def _insert_by_number(self, operation: Operation, change: int) -> str:
        target = operation.target
        if target.kind == "exhibit":
            self._append(self._new_slots(operation, "", change, exhibit=target.number), f"Exhibit {target.number}")
            return ""
        made = self._new_slots(operation, target.number, change)
        at = self._where_number_belongs(target.number)
        if at is None:
            return f"The agreement supplied has no clauses next to {target.number}."
        self.slots[at:at] = made
        return ""

    def _where_number_belongs(self, number: str) -> int | None:
        """Behind the last clause of a smaller number in the body."""
        key, best = sort_key(number), None
        for i, slot in enumerate(self.slots):
            if (
                slot.exhibit
                or slot.appended
                or slot.kind in ("contents", "furniture", "signature")
                or not re.match(r"\d", slot.number)
            ):
                continue
            if sort_key(slot.number) < key or under(slot.number, number):
                best = i + 1
        return best

    def _beside(self, operation: Operation, places: list[int], change: int) -> str:
        if operation.scope == "section":
            number = f"{operation.target.number}+"
            at = places[0] if operation.place == "before" else places[-1] + 1
            self.slots[at:at] = self._new_slots(operation, number, change)
            return ""
        length = len(self._text(places).rstrip())
        at = 0 if operation.place == "before" else length
        self._carve(places, at, at, operation, change, spaced=True)
        return ""

    # Pieces

    def _carve(
        self, places: list[int], start: int, end: int, operation: Operation, change: int, spaced: bool = False
    ) -> None:
        text = self._text(places)
        new = tuple(Piece(c.document, c.start, c.end, c.quote) for c in operation.new)
        if new and (spaced or (start == end and operation.kind == "added")):
            new = (glue(_space(text[:start])), *new) if start else (*new, glue(" "))
        elif new and operation.scope == "sentence" and text[start:end] != text[start:end].rstrip():
            new = (*new, glue(" "))
        touched = self._touched(places, start, end)
        carve(self.slots, places, start, end, new)
        for i in touched:
            assert self._amendment is not None
            self.slots[i] = replace(
                self.slots[i],
                set_by=self._amendment.document.id,
                changes=tuple(dict.fromkeys((*self.slots[i].changes, change))),
            )

    def _touched(self, places: list[int], start: int, end: int) -> list[int]:
        at, touched = 0, []
        for i in places:
            length = len(self.slots[i].text)
            if (at < max(end, start + 1) and start < at + length) or (start == end == at + length):
                touched.append(i)
            at += length
        return touched or places[-1:]

    def _text(self, places: list[int]) -> str:
        return "".join(self.slots[i].text for i in places)

    def _new_slots(
        self, operation: Operation, number: str, change: int, like: Slot | None = None, exhibit: str = ""
    ) -> list[Slot]:
        """The new wording as clauses, cut where the amendment's own clauses are cut."""
        made = []
        for citation in operation.new:
            for i, clause in enumerate(self._readings[self._index].clauses):
                start, end = max(citation.start, clause.span.start), min(citation.end, clause.span.end)
                text = self._readings[self._index].document.text[start:end]
                if start >= end or not text.strip() or clause.kind == "furniture":
                    continue
                own = full_number(clause) if start == clause.span.start else ""
                slot = Slot(
                    own if own and number and under(own, number.rstrip("+")) else number,
                    clause.heading if clause.heading and own else (like.heading if like else ""),
                    like.path if like else clause.path if own else (),
                    "clause" if clause.kind in ("signature", "heading") and len(text) > 60 else clause.kind,
                    (Piece(citation.document, start, end, text),),
                    citation.document,
                    (self._index, i),
                    (change,),
                    exhibit=exhibit or (like.exhibit if like else exhibit_of(clause) if not number else ""),
                )
                made.append(slot)
        return made

    def _slot_of(self, citation: Citation, number: str, heading: str, changes: tuple[int, ...]) -> Slot:
        reading = self._readings[self._index]
        like = next((i for i, c in enumerate(reading.clauses) if c.span.start <= citation.start < c.span.end), None)
        piece = Piece(citation.document, citation.start, citation.end, citation.quote)
        return Slot(
            number,
            heading,
            (self._label(),),
            "clause",
            (piece,),
            citation.document,
            (self._index, like) if like is not None else None,
            changes,
        )

    def _append(self, made: list[Slot], heading: str) -> None:
        self.slots += [replace(slot, path=(heading, *slot.path), appended=True) for slot in made]

    def _label(self) -> str:
        assert self._amendment is not None
        return f"Amendment {self._amendment.number}" if self._amendment.number else "Amendment"


def _paper(name: str) -> str:
    """ "Amendment #2" and "Second Amendment" as own terms are labelled."""
    words = ("first", "second", "third", "fourth", "fifth")
    found = re.search(r"\d+", name)
    number = (
        found[0] if found else str(words.index(name.split()[0].lower()) + 1) if name.split()[0].lower() in words else ""
    )
    return f"Amendment {number}".strip()


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, a run-in heading not counted as one."""
    ends = [*sentence_ends(text), len(text)]
    spans = [(a, b) for a, b in zip([0, *ends], ends, strict=False) if text[a:b].strip()]
    if len(spans) > 1 and _RUN_IN_HEADING.match(text[slice(*spans[0])]):
        spans = spans[1:]
    elif spans and (number := re.match(r"\s*(?:\d+(?:\.\d+)*\.?|\([a-z]+\))\s+", text[slice(*spans[0])])):
        spans[0] = (spans[0][0] + number.end(), spans[0][1])
    return [(a, a + len(text[a:b].rstrip())) for a, b in spans]


def _which(part: str, count: int) -> int | None:
    word = part.split()[0]
    if word in ("last", "final"):
        return count - 1 if count else None
    if word == "penultimate" or word.startswith(("second-to", "next-to")) or part.startswith(("second to", "next to")):
        return count - 2 if count > 1 else None
    place = _ORDINALS.get(word)
    return place if place is not None and place < count else None


def _occurrences(words: str, text: str, whole_word: bool = False) -> list[tuple[int, int]]:
    """Where the words stand, white space and the shape of quotation marks forgiven."""
    parts = ["".join(_QUOTES.get(c, re.escape(c)) for c in word) for word in words.split()]
    if not parts:
        return []
    pattern = r"\s+".join(parts)
    if whole_word and words[0].isascii():
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def _space(before: str) -> str:
    return "" if not before or before[-1].isspace() or "一" <= before[-1] <= "鿿" or before[-1] in "。；”" else " "
