"""What cannot be answered, as an OperationOutcome says it."""

from directory.core.fhir_values import Resource, without_blanks

STATUS = {"not-found": 404, "gone": 410, "not-supported": 400, "too-costly": 400, "deleted": 410, "exception": 500}


class BadSearch(ValueError):
    """A search that is not answered. code: FHIR's (issue-type); words: what is wrong, for who wrote the program."""

    def __init__(self, code: str, words: str):
        super().__init__(words)
        self.code, self.words = code, words

    @property
    def status(self) -> int:
        """HTTP's number."""
        return STATUS.get(self.code, 400)


def outcome(code: str, words: str, severity: str = "error") -> Resource:
    """An OperationOutcome."""
    issue = without_blanks(severity=severity, code=code, diagnostics=words)
    return {"resourceType": "OperationOutcome", "issue": [issue]}
