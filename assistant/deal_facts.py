"""The facts half of a workspace: what a person stated or confirmed, what the documents say, and the dates that follow."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from assistant.chosen_model import OFFLINE_ONLY
from assistant.findings import Report

if TYPE_CHECKING:
    from assistant.checklist import Checklist
    from assistant.fact_sheet import Deadline, FactSheet
    from assistant.facts import DealFact
    from assistant.observations import Observations
    from assistant.reading import Reading
    from assistant.records import Database
    from assistant.report.facts import ReportWithFacts

V = TypeVar("V")


class DealFacts:
    """Mixed into the desk of a workspace."""

    if TYPE_CHECKING:

        @property
        def records(self) -> "Database": ...
        def readings(self, document_ids: Sequence[str] | None = None) -> "list[Reading]": ...
        def as_written(self, value: V) -> V: ...
        def _something(self, document_ids: Sequence[str] | None) -> "list[Reading]": ...

    def facts(self, document_ids: Sequence[str] | None = None) -> "list[DealFact]":
        """The five facts to confirm, as confirmed or as the documents suggest."""
        from assistant.facts import suggested_facts
        from assistant.family.family import texts_in_force

        texts = texts_in_force(self.readings(document_ids))
        facts = suggested_facts(texts.readings, self.stated_facts())
        return [
            self.as_written(replace(f, citation=next(iter(texts.trace(f.citation)), None) if f.citation else None))
            for f in facts
        ]

    def fact_sheet(self, document_ids: Sequence[str] | None = None) -> "FactSheet":
        """Every fact of the deal with its proof, read from the text in force; what a person stated stands above it."""
        from assistant.fact_sheet import read_facts
        from assistant.family.family import texts_in_force

        readings = self._something(document_ids)
        texts = texts_in_force(readings)
        sheet = read_facts(texts.readings, self.stated_facts())
        files = tuple(r.document.file for r in readings if r.document.kind != "audit_report")
        return self.as_written(sheet.traced(texts.trace, files))

    def with_facts(self, report: Report) -> "ReportWithFacts":
        """The report with the facts and deadlines of its documents and what auditors saw, for ourselves alone."""
        from assistant.report.facts import ReportWithFacts

        ids = [held.document for held in report.documents]
        sheet, deadlines = self.facts_and_deadlines(ids)
        audits = self._audits_beside(self.readings(ids), report)
        return ReportWithFacts(**vars(report), sheet=sheet, deadlines=tuple(deadlines), audits=tuple(audits))

    @staticmethod
    def _audits_beside(readings: "Sequence[Reading]", report: Report) -> "list[Observations]":
        """What auditors saw, beside the rights that the other documents of the set give."""
        from assistant.observations import beside_the_contract, read_observations

        audits = [reading.document for reading in readings if reading.document.kind == "audit_report"]
        agreements = [reading.document for reading in readings if reading.document.kind != "audit_report"]
        found = [read_observations(document) for document in audits]
        return [beside_the_contract(audit, report.findings, agreements) for audit in found] if agreements else found

    def stated_facts(self) -> dict[str, str]:
        """What a person has said or confirmed, by key; only this switches requirements."""
        return {key: fact.value for key, fact in self.records.facts().items() if fact.value and key != OFFLINE_ONLY}

    def state_fact(self, key: str, value: str) -> str:
        """Keep a fact of the sheet as a person states it, checked; an empty value takes the statement back."""
        from assistant.fact_sheet import checked_statement

        kept = checked_statement(key, value)
        self.confirm_fact(key, kept)
        return kept

    def facts_and_deadlines(self, document_ids: Sequence[str] | None = None) -> "tuple[FactSheet, list[Deadline]]":
        """The fact sheet, and the dates that follow from it and from the audit reports of the set."""
        from assistant.fact_sheet import deadlines_of
        from assistant.observations import read_observations

        sheet = self.fact_sheet(document_ids)
        readings = self._something(document_ids)
        audits = [read_observations(r.document) for r in readings if r.document.kind == "audit_report"]
        return sheet, self.as_written(deadlines_of(sheet, audits))

    def facts_since_check(self, checklist: "Checklist") -> list[str]:
        """Facts that switch requirements and were stated or taken back after the newest check: it should be made again."""
        from assistant.fact_sheet import FACT_KINDS

        newest = next((run for run in self.records.runs() if run.checklist == checklist.name), None)
        switching = {switch.fact for requirement in checklist.requirements for switch in requirement.switches}
        kept = self.records.facts()
        return [
            kind.label
            for kind in FACT_KINDS
            if newest and kind.key in switching and kind.key in kept and kept[kind.key].confirmed_at > newest.created_at
        ]

    def confirm_fact(self, key: str, value: str) -> None:
        """Keep what a person says is so."""
        self.records.confirm_fact(key, value)
