"""Writes files whole or not at all.

A file is written beside its target under a name of its own and then renamed over it. So a reader, a second build
and a ``kill -9`` find the old file or the new one, never a part of one. Only a kill leaves the other name behind:
``.sinograph-*.tmp``, which nothing reads and anybody may delete.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sinograph.errors import ExportError, Text, explain
from sinograph.loaders.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write_whole(path: Path, content: bytes) -> None:
    """Put *content* at *path* in one step; whatever stood there stays until then, and its permissions after.

    A symbolic link is followed and kept. A device or pipe is written to directly.

    Raises:
        ExportError: the path is a folder, or the disk is full, read-only or out of reach.
    """
    _write({path: content})


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put each of *contents* into *folder* under its name, each in one step, and nothing if one cannot be written.

    All are written in full before the first is renamed, so only a kill between two renames leaves new files beside
    old ones, each of them whole.

    Raises:
        ExportError: as for ``write_whole``; every file is then as it was.
    """
    _write({folder / name: content for name, content in contents.items()})


def _write(contents: Mapping[Path, bytes]) -> None:
    drafts = [_Draft(path, content) for path, content in contents.items()]
    try:
        for draft in drafts:
            draft.write()
        for draft in drafts:
            draft.publish()
    finally:
        for draft in drafts:
            draft.discard()


class _Draft:
    """One file on its way to its place."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._content = content
        self._target = Path()
        self._temporary: Path | None = None

    def write(self) -> None:
        """Write everything beside the target; a device or pipe has to wait."""
        with _explained(self._path):
            mode = _mode_of(self._path)
            if mode is not None and not stat.S_ISREG(mode):
                return
            self._target = Path(os.path.realpath(self._path))
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._temporary = self._target.with_name(f".sinograph-{secrets.token_hex(8)}.tmp")
            with self._temporary.open("xb") as out:
                out.write(self._content)
                out.flush()
                os.fsync(out.fileno())
            if mode is not None:
                self._temporary.chmod(stat.S_IMODE(mode))

    def publish(self) -> None:
        """Put what is written in its place."""
        with _explained(self._path):
            if self._temporary is None:
                self._path.write_bytes(self._content)
            else:
                self._temporary.replace(self._target)

    def discard(self) -> None:
        """Remove what did not reach its place; a disk that fails twice is not reported twice."""
        if self._temporary is not None:
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)


def _mode_of(path: Path) -> int | None:
    """Return the mode of what stands at *path*, None for nothing; raise OSError where it may not be replaced."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if stat.S_ISREG(mode):
        # A rename asks for no right to the file itself, so ask here: a protected file is meant to stay.
        os.close(os.open(path, os.O_WRONLY))
    return mode


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what, remedy = explain(error)
        name = visible(str(path), longest=None)
        raise ExportError(
            f"cannot write {name}: {what.en}; {_REMEDIES.get(error.errno or 0, remedy).en}",
            f"无法写入 {name}：{what.zh}；{_REMEDIES.get(error.errno or 0, remedy).zh}",
        ) from error


_REMEDIES = {errno.EISDIR: Text("name a file", "请给出文件名")}
