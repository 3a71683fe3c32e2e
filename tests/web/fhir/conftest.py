"""A client that speaks FHIR."""

import pytest

FHIR = "application/fhir+json"


class FhirClient:
    """Asks /fhir, and wants FHIR's own form of each answer."""

    def __init__(self, app):
        self.plain = app.test_client()

    def get(self, address, status=200, **how):
        """The JSON at an address below /fhir."""
        answer = self.plain.get(f"/fhir/{address}", **how)
        assert answer.status_code == status, (address, answer.status_code, answer.text[:300])
        assert answer.mimetype == FHIR and "Set-Cookie" not in answer.headers
        if status >= 400:
            assert answer.json["resourceType"] == "OperationOutcome" and answer.json["issue"][0]["diagnostics"]
        return answer.json

    def found(self, address, mode="match"):
        """The resources of a mode in the bundle at an address, on all its pages."""
        resources = []
        while address:
            bundle = self.get(address)
            assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "searchset")
            resources += [each["resource"] for each in bundle.get("entry", []) if each["search"]["mode"] == mode]
            following = [each["url"] for each in bundle["link"] if each["relation"] == "next"]
            address = following[0].partition("/fhir/")[2] if following else ""
        return resources

    def names(self, address, mode="match"):
        """How the resources found are referred to."""
        return [f"{each['resourceType']}/{each['id']}" for each in self.found(address, mode)]


@pytest.fixture(scope="session")
def fhir(app):
    """The sample directory for programs that speak FHIR."""
    return FhirClient(app)
