"""The one domain error."""


class Refused(Exception):
    """An action was refused. The message is a sentence a resident can read: what to do next."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
