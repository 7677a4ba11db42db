"""A sentence for people, in both languages of the plugin."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in Swedish and English. Core has no Qt, so its sentences carry both languages with them."""

    sv: str
    en: str

    def get(self, language: str) -> str:
        """The sentence in `language`; everything that is not Swedish gets English."""
        return self.sv if language == "sv" else self.en

    def format(self, **values: object) -> Text:
        """Both sentences with `{name}` replaced by `values`; a `Text` among the values keeps its language."""
        return Text(
            *(
                getattr(self, language).format(
                    **{
                        name: value.get(language) if isinstance(value, Text) else value
                        for name, value in values.items()
                    }
                )
                for language in LANGUAGES
            )
        )

    def __str__(self) -> str:
        return self.sv
