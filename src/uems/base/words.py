"""A sentence that a person sees, in both languages of the product."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def read(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en
