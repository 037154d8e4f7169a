"""What a workspace can do with the documents it holds: check, compare, ask, draft. Each method is one step; the work is elsewhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from assistant.asking import Asks
from assistant.checklist import Checklist, load_checklist
from assistant.cite import Citation
from assistant.deal_facts import DealFacts
from assistant.errors import AssistantError
from assistant.findings import Finding, MarkupReview, Report
from assistant.scripts import Written, in_simplified
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.runnables import Runnable

    from assistant.amendments.operations import Amendment
    from assistant.bilingual.judge import Languages
    from assistant.compare import Comparison
    from assistant.drafting import Draft, DraftKind
    from assistant.evidence import EvidenceEntry
    from assistant.family import Family
    from assistant.intake import Added
    from assistant.judge import Judge
    from assistant.markup import VectorsOf
    from assistant.observations import Observations
    from assistant.proof import PageShown
    from assistant.rank import Shelf
    from assistant.reading import Reading
    from assistant.records import Database, DocumentRow
    from assistant.workspace import OnProgress
    from ingest.document import Clause, Document
    from ingest.embed import Embedder
    from ingest.store import ClauseStore

V = TypeVar("V")
OnFinding = Callable[[int, int, str], None]
"""on_progress(done, total, what)"""


class Desk(Asks, DealFacts):
    """The working half of a Workspace."""

    settings: Settings
    name: str

    if TYPE_CHECKING:

        @property
        def records(self) -> "Database": ...
        @property
        def store(self) -> "ClauseStore": ...
        @property
        def embedder(self) -> "Embedder": ...
        def add(
            self, path: "str | Path", *, name: str | None = None, on_progress: "OnProgress | None" = None
        ) -> "Added": ...
        def documents(self) -> "list[DocumentRow]": ...
        def document(self, id: str) -> "Document": ...
        def file_path(self, id: str) -> Path: ...
        def find(self, reference: str) -> "DocumentRow": ...

    # Reading

    def readings(self, document_ids: Sequence[str] | None = None) -> "list[Reading]":
        """Every clause of these documents (all of the workspace by default), read once and kept."""
        ids = list(document_ids) if document_ids is not None else [row.id for row in self.documents()]
        with self._lock:
            self._forget_removed()
            return [self._reading(id) for id in ids]

    def shelf(self, document_ids: Sequence[str] | None = None) -> "Shelf":
        """The clauses of these documents, ready for questions."""
        from assistant.retrieve import shelf_of

        readings = self.readings(document_ids)
        key = tuple(reading.document.id for reading in readings)
        with self._lock:
            if key not in self._shelves:
                # One scope at a time is asked; the last few are kept for switching back.
                while len(self._shelves) >= 4:
                    self._shelves.pop(next(iter(self._shelves)))
                self._shelves[key] = shelf_of(readings)
            return self._shelves[key]

    # Checking

    def check(
        self,
        document_ids: Sequence[str] | None = None,
        checklist: "str | Checklist" = "contract",
        on_progress: OnFinding | None = None,
        judge: str = "offline",
    ) -> Report:
        """Judge the set and keep the run; `judge` is offline, both or model."""
        from assistant.report.kept import report_to_keep

        report = self.checked(document_ids, checklist, on_progress, judge)
        run = self.records.save_run(
            [d.document for d in report.documents], report.engine.checklist, report_to_keep(report)
        )
        self._last = (run, report)
        return report

    def checked(
        self,
        document_ids: Sequence[str] | None = None,
        checklist: "str | Checklist" = "contract",
        on_progress: OnFinding | None = None,
        judge: str = "offline",
    ) -> Report:
        """Judge the set; nothing is kept."""
        from assistant.family import family_of
        from assistant.review import report_on, review
        from assistant.switches import in_force, with_switches

        checklist = load_checklist(checklist) if isinstance(checklist, str) else checklist
        stated = self.stated_facts()
        checklist = in_force(checklist, stated)
        readings = self._something(document_ids)
        family = family_of(readings)
        judging = self._judging(judge, on_progress)
        findings = []
        found = review(readings, checklist, judging, self.settings.please_read_below, family)
        for finding in with_switches(found, checklist, stated):
            findings.append(finding)
            if on_progress:
                on_progress(len(findings), len(checklist.requirements), finding.requirement)
        report = report_on(readings, checklist, judging, self.embedder.name, findings, family)
        report = replace(report, languages=self._languages.of_all(readings))
        return self.as_written(replace(report, markup=tuple(self._markup(readings, checklist))))

    def review(
        self, document_ids: Sequence[str] | None, checklist: Checklist, judge: "Judge | None" = None
    ) -> Iterator[Finding]:
        """Findings one by one, in the checklist's order; by the offline judge unless another is given."""
        from assistant.review import review
        from assistant.switches import in_force, with_switches

        stated = self.stated_facts()
        checklist = in_force(checklist, stated)
        found = review(
            self._something(document_ids), checklist, judge or self._judging(), self.settings.please_read_below
        )
        return map(self.as_written, with_switches(found, checklist, stated))

    def compare(
        self,
        suppliers: Mapping[str, Sequence[str]],
        checklist: "str | Checklist" = "contract",
        *,
        unread: Mapping[str, tuple[str, ...]] | None = None,
    ) -> "Comparison":
        """Check each supplier's documents as a set of their own and lay them side by side; `unread` is told, not judged."""
        from assistant.compare import Supplier, compare
        from assistant.switches import in_force

        checklist = load_checklist(checklist) if isinstance(checklist, str) else checklist
        unread = unread or {}
        checked = [
            Supplier(name, self.checked(ids, checklist), unread.get(name, ())) for name, ids in suppliers.items() if ids
        ]
        left_out = [(name, unread.get(name, ())) for name, ids in suppliers.items() if not ids]
        return compare(checked, in_force(checklist, self.stated_facts()), left_out)

    def last_report(self, checklist: str | None = None) -> Report | None:
        """The report of the newest check (on that checklist), whichever process made it; a removed document takes its checks along."""
        from assistant.report.kept import kept_report

        newest = next((run for run in self.records.runs() if checklist in (None, run.checklist)), None)
        if newest is None:
            return None
        if self._last is None or self._last[0] != newest.id:
            report = kept_report(self.records.report(newest.id))
            self._last = (newest.id, report) if report else None
        return self._last[1] if self._last else None

    @property
    def revision(self) -> str:
        """Changes whenever documents, kinds, stated facts or the newest check do: what was worked out before is then stale."""
        newest = next((run.id for run in self.records.runs()), "")
        facts = sorted((key, fact.value) for key, fact in self.records.facts().items())
        return sha256(repr(([row.id for row in self.documents()], facts, newest)).encode()).hexdigest()

    def as_check(self, checklist: str = "contract") -> "Runnable[list[str], Report]":
        """The check as a LangChain runnable: document ids in, Report out."""
        from langchain_core.runnables import RunnableLambda

        return RunnableLambda(lambda ids: self.check(ids, checklist))

    def family(self, document_ids: Sequence[str] | None = None) -> "Family":
        """Which document belongs to which, what amendments leave, what prevails and where documents disagree."""
        from assistant.family import family_of

        return family_of(self.readings(document_ids))

    def amendment(self, document_id: str) -> "Amendment":
        """What one amendment deletes, replaces, restates and adds."""
        from assistant.amendments.read import read_amendment

        return read_amendment(self.readings([document_id])[0])

    def choose_kind(self, reference: str, kind: str) -> "DocumentRow":
        """Keep what a person says a document is; "" goes back to what its text says."""
        from assistant.kinds import choose_kind

        row = self.find(reference)
        choose_kind(self.records, row.id, kind)
        with self._lock:
            self._read.pop(row.id, None)
            self._shelves.clear()
        return self.find(row.id)

    # Showing

    def page_image(self, citation: Citation, page: int | None = None) -> bytes | None:
        """PNG of the page a citation stands on, its words marked; None for a file without pages that can be drawn."""
        return self.page_shown(citation, page).png

    def page_shown(self, citation: Citation, page: int | None = None) -> "PageShown":
        """The same with the boxes of the words and, where there is no picture, the reason."""
        from assistant.proof import citation_shown

        return citation_shown(self, citation, page)

    # Drafting

    def draft(
        self,
        kind: "DraftKind",
        document_ids: Sequence[str] | None = None,
        checklist: "str | Checklist" = "contract",
        requirement: str | None = None,
        languages: Sequence[str] = ("en",),
        *,
        report: Report | None = None,
        offline: bool = False,
    ) -> "Draft":
        """Draft from what a check found (made now, unless `report` is one); a chat model, when one is set, may only reword."""
        from assistant.drafting import draft
        from assistant.rewording import reworded

        checklist = load_checklist(checklist) if isinstance(checklist, str) else checklist
        report = report or self.check(document_ids, checklist)
        readings = self.readings([held.document for held in report.documents])
        drafted = draft(report, checklist, kind, readings, requirement)
        model, problem = (None, "") if offline else self._model
        return self.as_written(reworded(drafted, model, languages) if model else replace(drafted, note=problem))

    # The set as a whole

    @staticmethod
    def wanted_documents(report: Report) -> list[str]:
        """Documents that the text sends us to and that we do not hold."""
        from assistant.wanted import wanted_documents

        return wanted_documents(report)

    # Tracked changes

    def review_changes(
        self,
        path: Path,
        checklist: "str | Checklist" = "contract",
        *,
        against: Path | None = None,
        ours: Sequence[str] = (),
    ) -> MarkupReview:
        """A DOCX judged before and after its tracked changes; `against` is our last version. Nothing is kept."""
        from assistant.intake import shown_name
        from assistant.markup import review_markup

        checklist = load_checklist(checklist) if isinstance(checklist, str) else checklist
        if path.suffix.lower() != ".docx":
            raise AssistantError(f"{shown_name(path.name)}: only a DOCX holds tracked changes; name the Word file")
        vectors_of = self._vectors_of({})
        return review_markup(
            path, shown_name(path.name), checklist, self._judging(), vectors_of, against=against, ours=ours
        )

    # Audit and inspection reports

    def observations(self, document_id: str, agreements: Sequence[str] = ()) -> "Observations":
        """What an auditor saw; with agreements, each observation beside the right that would enforce its correction."""
        from assistant.observations import beside_the_contract, read_observations

        found = read_observations(self.readings([document_id])[0].document)
        if not agreements:
            return self.as_written(found)
        findings = list(self.review(agreements, load_checklist("contract")))
        return self.as_written(beside_the_contract(found, findings, [self.document(id) for id in agreements]))

    def evidence(self, document_id: str, checklist: str = "evidence") -> "list[EvidenceEntry]":
        """Each entry of the evidence checklist for one audit or inspection report: seen, deficient or not seen."""
        from assistant.evidence import weigh_evidence
        from assistant.observations import read_observations

        reading = self.readings([document_id])[0]
        found = weigh_evidence(reading, read_observations(reading.document), load_checklist(checklist))
        return self.as_written(found)

    # The sample deal

    def add_sample(self, on_progress: "OnProgress | None" = None) -> "Iterator[Added]":
        """Build the deal that ships and add its files."""
        from tempfile import TemporaryDirectory

        from assistant.sample import build_sample

        with TemporaryDirectory() as folder:
            # The Chinese agreement among the samples is a deal of its own: judged in one set it would lend its clauses.
            for path in (p for p in build_sample(Path(folder)) if "zh" not in p.stem):
                yield self.add(path, name=path.name, on_progress=on_progress)

    # Inside

    def _markup(self, readings: "Sequence[Reading]", checklist: Checklist) -> Iterator[MarkupReview]:
        """What tracked changes do, for each of these documents that holds some."""
        from assistant.markup import review_markup
        from ingest.changes import changed_paragraphs
        from ingest.store import embedding_text

        for reading in readings:
            path = self.file_path(reading.document.id)
            if path.suffix == ".docx" and changed_paragraphs(path):
                vectors = reading.vectors
                known = {} if vectors is None else dict(zip(map(embedding_text, reading.clauses), vectors, strict=True))
                yield review_markup(path, reading.document.file, checklist, self._judging(), self._vectors_of(known))

    def _vectors_of(self, known: "dict[str, np.ndarray]") -> "VectorsOf":
        """Vectors for clauses, computed once for each text; None where the judge does not know their space."""

        def vectors_of(clauses: "Sequence[Clause]") -> "np.ndarray | None":
            import numpy as np

            from assistant.reading import for_heads
            from ingest.store import embedding_text

            texts = [embedding_text(clause) for clause in clauses]
            if fresh := list(dict.fromkeys(text for text in texts if text not in known)):
                vectors = for_heads(self.embedder.embed_many(fresh), self.embedder.name)
                if vectors is None:
                    return None
                known.update(zip(fresh, vectors, strict=True))
            return np.array([known[text] for text in texts], dtype=np.float32)

        return vectors_of

    @cached_property
    def _lock(self) -> RLock:
        return RLock()

    @cached_property
    def _read(self) -> "dict[str, Reading]":
        return {}

    @cached_property
    def _shelves(self) -> "dict[tuple[str, ...], Shelf]":
        return {}

    @cached_property
    def _written(self) -> Written:
        return Written({})

    _last: tuple[str, Report] | None = None

    def _something(self, document_ids: Sequence[str] | None) -> "list[Reading]":
        readings = self.readings(document_ids)
        if not readings:
            raise AssistantError("There is no document to check; add one first.")
        return readings

    def _reading(self, id: str) -> "Reading":
        if id not in self._read:
            import numpy as np

            from assistant.reading import Reading, for_heads

            swept = self.store.sweep([id])
            clauses = tuple(clause for clause, _ in swept)
            vectors = np.array([vector for _, vector in swept], dtype=np.float32)
            reading = Reading(self.document(id), clauses, for_heads(vectors, self.embedder.name))
            self._read[id] = in_simplified(reading)
            if self._read[id] is not reading:
                self._written.readings[id] = reading
        return self._read[id]

    def as_written(self, value: V) -> V:
        """What was found, with the quotes of documents in traditional characters as they stand there."""
        return self._written.restore(value)

    def forget(self, id: str) -> None:
        """Let go of what this process still holds of a removed document: its reading, its shelf, a report that quotes it."""
        with self._lock:
            self._read.pop(id, None)
            self._written.readings.pop(id, None)
            for key in [key for key in self._shelves if id in key]:
                del self._shelves[key]
            self._last = None

    def _forget_removed(self) -> None:
        """Another process may have removed a document."""
        held = {row.id for row in self.documents()}
        for id in [id for id in self._read if id not in held]:
            self.forget(id)

    def _embed(self, text: str) -> "np.ndarray":
        import numpy as np

        from assistant.reading import MEANING, for_heads

        vectors = for_heads(np.array([self.embedder.embed_query(text)], dtype=np.float32), self.embedder.name)
        return np.zeros(MEANING, dtype=np.float32) if vectors is None else vectors[0]

    def _judging(self, wanted: str = "offline", on_step: OnFinding | None = None) -> "Judge":
        """The judge of that name, made to follow the governing language of each document."""
        from assistant.bilingual.judge import GoverningJudge

        return GoverningJudge(self._judge_for(wanted, on_step), self._languages)

    @cached_property
    def _languages(self) -> "Languages":
        from assistant.bilingual.judge import Languages

        return Languages()
