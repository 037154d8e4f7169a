"""Errors that mean "tell the user".

AssistantError
├── ChecklistError   a checklist file is wrong: names file, line and field
├── SettingsError    a setting has a value we cannot use
├── ModelError       the chat model failed: time-out, refusal, unreadable reply
└── ReportError      a report could not be written
"""


class AssistantError(Exception):
    """Something the user can put right."""


class ChecklistError(AssistantError):
    """A checklist file is wrong; the message names file, line and field."""


class SettingsError(AssistantError):
    """A setting has a value we cannot use."""


class ModelError(AssistantError):
    """The chat model failed; the offline result stands."""


class ReportError(AssistantError):
    """A report could not be written."""
