"""One process at a time: a lock on a file, held until the process ends, however it ends."""

import fcntl
from pathlib import Path
from typing import IO

from uems.base.errors import Unavailable
from uems.base.words import Text


class FolderTaken(Unavailable):
    code = "folder_taken"
    text = Text("数据目录正被另一个 UEMS 进程使用", "The data folder is in use by another UEMS process")


def take(path: Path) -> IO[str]:
    """The lock's open file; closing it gives the lock back. Raises FolderTaken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise FolderTaken(about=str(path.parent)) from error
    return file
