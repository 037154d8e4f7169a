"""Audit and inspection reports: a report read into Observations, and set beside the contract rights it calls on."""

from assistant.observations.cross_check import beside_the_contract, cross_check, never_audited, rights_beside
from assistant.observations.facts import CrossCheck, Observation, Observations, RightBeside, RightNotUsed
from assistant.observations.read import read_observations

__all__ = [
    "CrossCheck",
    "Observation",
    "Observations",
    "RightBeside",
    "RightNotUsed",
    "beside_the_contract",
    "cross_check",
    "never_audited",
    "read_observations",
    "rights_beside",
]
