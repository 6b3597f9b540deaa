"""A tag whose values come as a file: one line for each person, with an id and a value."""

from pydantic import Field

from uems.base.words import Text
from uems.people.tags.kind import Kind, Settings, words


class ImportSettings(Settings):
    source: str = Field(
        "import",
        min_length=1,
        max_length=100,
        json_schema_extra=words("来源", "Source", Text("文件来自哪里", "Where the files come from")),
    )


offers = Kind(
    "import",
    Text("导入标签", "Import"),
    Text("由 CSV 文件给出每个用户的标签值", "A CSV file says which value each person has"),
    "attribute",
    ImportSettings,
    None,
    source=lambda settings: str(settings.source),
    daily=False,
)
