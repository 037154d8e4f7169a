"""One report read into Observations: its head, its flags, its observations, and what does not agree."""

from assistant.observations.facts import Observation, Observations
from assistant.observations.flags import contract_manufacturer, data_integrity_section, import_alert, says_repeat
from assistant.observations.grading import count_remarks, counts_stated
from assistant.observations.header import Header, areas_not_seen, kind_of_report, read_header, records_withheld
from assistant.observations.items import find_entries
from assistant.observations.layout import Layout, lay_out
from assistant.observations.letters import form_observations, letter_observations
from assistant.observations.reports import report_observations
from ingest.document import Document


def read_observations(document: Document) -> Observations:
    """What an audit or inspection report says, offline and by its own words."""
    layout = lay_out(document.text)
    kind = kind_of_report(document.text)
    header = read_header(layout, kind)
    if kind == "fda_warning_letter":
        return _put_together(document, layout, header, letter_observations(document), ())
    if kind == "fda_form_483":
        return _put_together(document, layout, header, form_observations(document), ())
    entries = find_entries(layout)
    spans = tuple((entry.start, entry.end) for entry in entries)
    return _put_together(document, layout, header, report_observations(document, layout, entries), spans)


def _put_together(
    document: Document,
    layout: Layout,
    header: Header,
    found: tuple[Observation, ...],
    entries: tuple[tuple[int, int], ...],
) -> Observations:
    graded = header.kind in ("audit_report", "inspection_report")
    stated = counts_stated(layout, list(entries)) if graded else {}
    counts = {name: sum(o.classification == name for o in found) for name in ("critical", "major", "minor")}
    return Observations(
        file=document.file,
        kind=header.kind,
        auditee=header.auditee,
        site=header.site,
        dates=header.dates,
        scope=header.scope,
        areas_not_seen=areas_not_seen(layout, entries) if graded else (),
        records_withheld=records_withheld(layout, entries) if graded else (),
        counts_stated=stated or None,
        repeat=any(o.repeat for o in found) or (not graded and says_repeat(document.text)),
        import_alert=import_alert(document.text),
        contract_manufacturer=contract_manufacturer(layout),
        data_integrity_section=data_integrity_section(layout),
        observations=found,
        remarks=tuple(_remarks(header, stated, counts, found)),
    )


def _remarks(
    header: Header, stated: dict[str, int], counts: dict[str, int], found: tuple[Observation, ...]
) -> list[str]:
    remarks = count_remarks(stated, counts, len(found))
    if header.addressee and header.auditee and header.addressee.split()[0] != header.auditee.split()[0]:
        remarks.append(f"The letter is addressed to {header.addressee}; the site inspected is {header.auditee}.")
    if not found:
        remarks.append("No observation was found in this report; please read it.")
    unclassed = [o.number for o in found if o.classification is None]
    if unclassed and header.kind in ("audit_report", "inspection_report"):
        remarks.append(f"No class is stated for: {', '.join(unclassed)}.")
    return remarks
