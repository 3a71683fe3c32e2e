"""What somebody has to mend before it works."""


class Mend(Exception):
    """What is wrong, by the field that it is in: {"password": "Use at least 12 characters."}; "" for what is in none."""

    def __init__(self, **errors: str):
        super().__init__("; ".join(errors.values()))
        self.errors = errors
