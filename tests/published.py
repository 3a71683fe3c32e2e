"""What a data folder publishes, to compare one state of it with another."""

from directory.store.listings.reader import Current, NoDirectory


def content(data):
    """All that the published directory says, in a form that can be compared; None where there is none."""
    try:
        directory = Current(data / "directory.db").get()
    except NoDirectory:
        return None
    return [directory.listings([number])[0] for number in range(len(directory))]


def told(text):
    """What `why` tells of a practitioner: {fact: its values}, without what other sources say."""
    facts = {}
    for line in text.splitlines()[1:]:
        fact, colon, said = line.partition(": ")
        if colon and not line.startswith(" "):
            facts.setdefault(fact, []).append(said.rpartition("  [")[0])
    return facts
