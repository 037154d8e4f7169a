"""Replies kept by model and prompt, so that the same question is paid for once; off by MODEL_CACHE.

Replies quote agreements, so they are kept with the deal and go, all of them, when any document of it is removed.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = "replies"


@dataclass(frozen=True)
class KeptReplies:
    """A folder of replies, one file each."""

    folder: Path

    def get(self, *key: str) -> str | None:
        """The reply kept under this key; one that cannot be read is no reply."""
        try:
            return self._file(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, reply: str, *key: str) -> None:
        """Keep a whole reply. A disk that refuses costs a second call, not the answer."""
        file = self._file(key)
        unfinished = file.with_suffix(f".{id(reply)}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_text(reply, encoding="utf-8")
            unfinished.replace(file)
        except OSError:
            unfinished.unlink(missing_ok=True)

    def forget(self) -> int:
        """Delete every kept reply; how many there were."""
        files = list(self.folder.iterdir()) if self.folder.is_dir() else []
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _file(self, key: tuple[str, ...]) -> Path:
        name = hashlib.sha256("\0".join(key).encode()).hexdigest()
        return self.folder / f"{name}.reply"
