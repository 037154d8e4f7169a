"""A Report as the records keep it, whole, and back: what another process checked can be shown without checking again."""

from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.findings import Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def report_to_keep(report: Report) -> dict[str, Any]:
    """Every field of the Report as JSON values."""
    kept: dict[str, Any] = _adapter().dump_python(report, mode="json")
    return kept


def kept_report(kept: Any) -> Report | None:
    """The Report again; `None` when another version wrote it in a form that this one does not read."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(kept)
    except ValidationError:
        return None


@cache
def _adapter() -> "TypeAdapter[Report]":
    from pydantic import TypeAdapter

    return TypeAdapter(Report)
