"""What somebody typed that cannot be accepted."""


class ValidationError(Exception):
    """What is wrong, by the field that it is in: {"password": "Use at least 12 characters."}; "" for no field's."""

    def __init__(self, **errors: str):
        super().__init__("; ".join(errors.values()))
        self.errors = errors
