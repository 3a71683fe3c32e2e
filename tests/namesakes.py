"""Statements about people of one name, and whose page each is on."""

from directory.core.practitioner import Licence, Location, Statement
from directory.resolve.owners import explain

PHONE, OTHER_PHONE = "+13035550101", "+13035550102"


def ana(own_id="1", number="", status="unknown", phone=PHONE, npi=None, name="Ana Kim", city="Denver"):
    """A statement about an Ana Kim. own_id: the source's own."""
    return Statement(
        id=npi or own_id,
        npi=npi,
        kind="licensed_acupuncturist",
        name=name,
        licences=(Licence("CO", number, status),) if number else (),
        locations=(Location("", city, "CO", None, phone),),
    )


def owner(imports, ref):
    """Whose page a statement is on; WITHHELD where on none."""
    return explain(imports).resolved.practitioner(ref)
