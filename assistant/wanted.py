"""Documents asked for but not held: what the text sends us to, by the name it uses."""

import re

from assistant.findings import Report

_NAMED = re.compile(
    r"((?:(?:Master|Quality|Technical|Supply|Services?|License|Licence|Development|Pharmacovigilance|Safety|Assurance|Commercial)\s+(?:and\s+)?){1,4}"
    r"Agreement)|《?((?:委托生产)?质量协议|技术协议|主协议)》?"
)


def wanted_documents(report: Report) -> list[str]:
    """Names of documents that a finding left `elsewhere` points to, each once."""
    names: dict[str, None] = {}
    for finding in report.findings:
        if finding.status == "elsewhere":
            for citation in finding.citations[:1]:
                names.update(
                    dict.fromkeys(
                        " ".join(next(g for g in m.groups() if g).split()) for m in _NAMED.finditer(citation.quote)
                    )
                )
    return list(names)
