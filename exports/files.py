"""Writes files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sinograph.errors import ExportError


def write_whole(path: Path, content: bytes) -> None:
    """Put *content* at *path* in one step; whatever stood there stays until then.

    A symbolic link is followed and kept. A device or pipe is written to directly.

    Raises:
        ExportError: the path is a folder, or the disk is full, read-only or out of reach.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise ExportError(f"{path} is a folder; name a file", f"{path} 是文件夹;请给出文件名")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(f"cannot write {path}: {why}", f"无法写入 {path}:{why}") from error


def _replace(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
