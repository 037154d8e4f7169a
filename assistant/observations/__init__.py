"""Audit and inspection reports: a report read into Observations, and set beside the contract rights it calls on."""

from assistant.observations.cross_check import cross_check, never_audited
from assistant.observations.facts import CrossCheck, Observation, Observations
from assistant.observations.read import read_observations

__all__ = ["CrossCheck", "Observation", "Observations", "cross_check", "never_audited", "read_observations"]
