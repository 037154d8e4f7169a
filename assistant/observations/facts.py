"""What an audit or inspection report yields: Observation, Observations, CrossCheck. Facts only."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.cite import Citation
from assistant.findings import Status

Kind = Literal["fda_warning_letter", "fda_form_483", "audit_report", "inspection_report"]
Classification = Literal["critical", "major", "minor"]
Area = Literal[
    "gmp_systems",
    "process_capability",
    "batch_history",
    "regulatory_inspection_record",
    "deviation_handling",
    "analytical_methods",
    "data_integrity",
    "change_control",
    "release_testing",
    "supplier_materials",
    "facility_equipment",
    "other",
]
CLASSES: tuple[Classification, ...] = ("critical", "major", "minor")


@dataclass(frozen=True)
class Dates:
    """When was audited and when reported, ISO; None where the report does not say."""

    audit_start: str | None = None
    audit_end: str | None = None
    report: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        return {"audit_start": self.audit_start, "audit_end": self.audit_end, "report": self.report}


@dataclass(frozen=True)
class Observation:
    """One thing the auditor found wrong. `text == document.text[start:end]`; `facts` is the whole entry, for rules."""

    number: str
    classification: Classification | None
    area: Area
    text: str
    page: int
    start: int
    end: int
    citations: tuple[str, ...] = ()
    citations_also: tuple[str, ...] = ()
    """Law that is mentioned beside the charge, not charged."""
    repeat: bool = False
    capa_due: str | None = None
    capa_status: str | None = None
    facts: str = field(default="", repr=False)

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the stable interface."""
        return {
            "number": self.number,
            "classification": self.classification,
            "area": self.area,
            "text": self.text,
            "citations": list(self.citations),
            "repeat": self.repeat,
            "capa_due": self.capa_due,
            "capa_status": self.capa_status,
            "page": self.page,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True)
class CrossCheck:
    """An observation beside the contract right that would enforce its correction, and why the two belong together."""

    observation: str
    requirement: str
    document: str
    why: str

    def as_dict(self) -> dict[str, str]:
        return {
            "observation": self.observation,
            "requirement": self.requirement,
            "document": self.document,
            "why": self.why,
        }


@dataclass(frozen=True)
class RightBeside:
    """An observation and a right of the contract that would enforce its correction, as the set of documents gives it.

    `raised_to`: the class the matter has for us, one above the auditor's, because the right is missing or weak; `None`
    where the right stands and is to be used.
    """

    observation: str
    requirement: str
    status: Status
    """Of the finding on the requirement."""
    raised_to: Classification | None
    why: str
    citation: Citation | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "observation": self.observation,
            "requirement": self.requirement,
            "status": self.status,
            "raised_to": self.raised_to,
            "why": self.why,
            "citation": self.citation.as_dict() if self.citation else None,
        }


@dataclass(frozen=True)
class RightNotUsed:
    """A right that is agreed although the report says that what it reaches was not seen."""

    requirement: str
    said: str
    """The words of the report."""

    def as_dict(self) -> dict[str, str]:
        return {"requirement": self.requirement, "said": self.said}


@dataclass(frozen=True)
class Observations:
    """All that one report says."""

    file: str
    kind: Kind
    auditee: str | None
    site: str | None
    dates: Dates
    scope: str | None
    areas_not_seen: tuple[str, ...]
    records_withheld: tuple[str, ...]
    counts_stated: dict[str, int] | None
    repeat: bool
    import_alert: bool
    contract_manufacturer: bool
    data_integrity_section: bool
    observations: tuple[Observation, ...]
    remarks: tuple[str, ...] = ()
    cross_checks: tuple[CrossCheck, ...] = ()
    rights: tuple[RightBeside, ...] = ()
    """Filled, like the cross-checks, when agreements lie beside the report."""
    rights_not_used: tuple[RightNotUsed, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many observations of each class the list itself holds."""
        return {name: sum(o.classification == name for o in self.observations) for name in CLASSES}

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the stable interface."""
        return {
            "file": self.file,
            "kind": self.kind,
            "auditee": self.auditee,
            "site": self.site,
            "dates": self.dates.as_dict(),
            "scope": self.scope,
            "areas_not_seen": list(self.areas_not_seen),
            "records_withheld": list(self.records_withheld),
            "counts_stated": self.counts_stated,
            "repeat": self.repeat,
            "import_alert": self.import_alert,
            "contract_manufacturer": self.contract_manufacturer,
            "data_integrity_section": self.data_integrity_section,
            "remarks": list(self.remarks),
            "cross_checks": [check.as_dict() for check in self.cross_checks],
            "rights": [right.as_dict() for right in self.rights],
            "rights_not_used": [right.as_dict() for right in self.rights_not_used],
            "observations": [observation.as_dict() for observation in self.observations],
        }
