"""The one exception of the local platform: a sentence for the person who starts it."""

from __future__ import annotations


def one_line(error: Exception) -> str:
    """What `error` says, without its line breaks."""
    return " ".join(str(error).split())


class PlatformError(Exception):
    """Something that stops the platform, said in one sentence with what to do about it."""
