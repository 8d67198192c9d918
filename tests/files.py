"""What a file is, to be compared before and after."""

from __future__ import annotations

from pathlib import Path


def state(path: Path) -> tuple[int, ...]:
    """Return all that a write would change: content's size, owner, mode, inode and times; reading changes st_atime."""
    s = path.stat()
    return s.st_mode, s.st_ino, s.st_dev, s.st_nlink, s.st_uid, s.st_gid, s.st_size, s.st_mtime_ns, s.st_ctime_ns
