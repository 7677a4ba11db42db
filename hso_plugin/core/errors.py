"""What can go wrong, said to a person: one sentence on what happened and what to do, details apart."""

from __future__ import annotations

from .text import Text


class HsoError(Exception):
    """A fault with a stable code for programs, a sentence for the person and details for the support.

    Attributes:
        code: stable, for tests and logs, for example `HSO-NAT`.
        text: what happened and what to do, in both languages; never a code or a trace.
        details: what the support wants to see: an address, a server's words. Never a password.
        try_again: True when the same call may well succeed later.
        renewable: True when a working copy that is fetched anew, with what was changed in the old one, gets past it.
    """

    def __init__(
        self, code: str, text: Text, details: str = "", *, try_again: bool = False, renewable: bool = False
    ) -> None:
        super().__init__(f"{code}: {text.en}" + (f" ({details})" if details else ""))
        self.code = code
        self.text = text
        self.details = details
        self.try_again = try_again
        self.renewable = renewable


class Cancelled(Exception):  # noqa: N818  (it is a wish, not an error)
    """The person cancelled. Whoever catches it leaves everything as it was."""
