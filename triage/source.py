"""Open documents and put them back: bytes to `Document` and bytes again, byte for byte.

The only place that opens documents. Newlines are never translated, a byte order mark is kept, and what is not text is
refused with the offset of the byte that shows it. A file is replaced as a whole or not at all.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from triage.errors import InputError
from triage.model import Document

# 64 MiB: beyond any page or transcript people write, below what exhausts a small CI machine (a Python string of
# non-Latin text takes up to four bytes per code point, and the readers hold it about three times).
MAX_BYTES = 64 * 1024 * 1024

_CHUNK_BYTES = 1024 * 1024
_BINARY_PROBE_BYTES = 8192  # what git looks at before it calls a file binary
_NUL_SHARE_OF_UTF16 = 0.3  # text without a mark is taken for UTF-16 if at least this share of its bytes is NUL


class _Mark(NamedTuple):
    """A byte order mark and the codec it announces."""

    mark: bytes
    encoding: str


# Unicode standard, section 23.8. UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_MARKS = (_Mark(b"\xef\xbb\xbf", "utf-8"), _Mark(b"\xff\xfe", "utf-16-le"), _Mark(b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, *, path: str | None = None, format: str = "text", name: str | None = None) -> Document:
    """Turn the bytes of a document into text, without changing a character.

    Args:
        data: UTF-8 with or without a byte order mark, or UTF-16 with one.
        path: recorded in the document; also the name in messages.
        format: recorded in the document.
        name: the name in messages where there is no path.

    Raises:
        InputError: the bytes are not text; the message names the offset of the first byte that cannot be.
    """
    shown = path or name
    if data.startswith(_UTF32):
        raise InputError("UTF-32 text", path=shown, hint="convert it: iconv -f UTF-32 -t UTF-8")
    bom, encoding = next(((m.mark, m.encoding) for m in _MARKS if data.startswith(m.mark)), (b"", "utf-8"))
    if encoding == "utf-8":
        _refuse_nul(data, shown)
    try:
        text = data.removeprefix(bom).decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, len(bom), shown) from None
    nul = text.find("\0")
    if nul >= 0:
        offset = len(bom) + len(text[:nul].encode(encoding))
        raise InputError(f"NUL character at byte {offset}", path=shown, hint="remove it, or leave the file out")
    return Document(
        text=text, path=path, format=format, encoding=encoding, bom=bool(bom), newline=prevailing_newline(text)
    )


def encode(document: Document, text: str) -> bytes:
    """Return the bytes of a text stored the way a document was: same encoding, same byte order mark.

    Raises:
        InputError: the text has a lone surrogate, which no encoding can hold.
    """
    mark = next(m.mark for m in _MARKS if m.encoding == document.encoding) if document.bom else b""
    try:
        return mark + text.encode(document.encoding)
    except UnicodeEncodeError as error:
        raise InputError(f"the result has a lone surrogate at code point {error.start}", path=document.path) from None


def prevailing_newline(text: str) -> str:
    r"""Return the newline that ends most lines: `\n`, `\r\n` or `\r`; `\n` where none does."""
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=counts.__getitem__)


def read(path: str, *, format: str = "text", max_bytes: int = MAX_BYTES) -> Document:
    """Read the document in a file.

    Raises:
        InputError: it cannot be opened, is larger than `max_bytes`, or is not text.
    """
    return decode(read_bytes(path, max_bytes=max_bytes), path=path, format=format)


def read_bytes(path: str, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; `InputError` if it cannot be read or is larger than `max_bytes`."""
    with _refusing(path), open(path, "rb") as stream:
        _refuse_excess(os.fstat(stream.fileno()).st_size, max_bytes, path)
        return _read_at_most(stream, max_bytes, path)


def read_stream(
    stream: BinaryIO, *, path: str | None = None, format: str = "text", max_bytes: int = MAX_BYTES
) -> Document:
    """Read the document on a byte stream, such as standard input.

    Args:
        stream: read to its end, as bytes: a text layer would translate newlines.
        path: the name the document goes by (`--stdin-filename`); None if it has none.
        format: recorded in the document.
        max_bytes: more than this is refused.

    Raises:
        InputError: it is larger than `max_bytes`, or not text.
    """
    shown = path or "<stdin>"
    with _refusing(shown):
        data = _read_at_most(stream, max_bytes, shown)
    return decode(data, path=path, format=format, name=shown)


def replace(document: Document, text: str) -> bool:
    """Write a new text over the file a document was read from, whole or not at all.

    A temporary file in the same directory is written, synced and renamed over the target, so that a reader, a crash
    or a kill sees the old file or the new one. Mode and owner are kept; a symbolic link is followed and stays one.

    Returns:
        Whether the file was written; it is left alone when the text is the same.

    Raises:
        InputError: it cannot be written, is no regular file, or has changed since it was read.
    """
    if document.path is None:
        raise InputError("standard input cannot be cleaned in place", hint="leave --in-place out")
    if text == document.text:
        return False
    data = encode(document, text)
    target = _target(document.path)
    with _refusing(document.path):
        _refuse_target(target, document)
        _write_beside(target, data)
    return True


def write(path: str, data: bytes) -> None:
    """Write bytes that are a product of the run, such as a report, to a file; whole or not at all.

    A pipe or a device, such as `/dev/null` or a process substitution, is written to directly.

    Raises:
        InputError: the file cannot be written.
    """
    target = _target(path)
    with _refusing(path):
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as stream:
                stream.write(data)
        else:
            _write_beside(target, data)


def create(path: str, *, append: bool = False) -> BinaryIO:
    """Open a file for what a run writes as it goes, so that an interrupted one leaves what it had.

    Args:
        path: the file.
        append: keep what is in it, and write behind that.

    Raises:
        InputError: the file cannot be written.
    """
    with _refusing(path):
        return open(path, "ab" if append else "wb")


def _refuse_nul(data: bytes, shown: str | None) -> None:
    nul = data.find(b"\0")
    if nul < 0:
        return
    probe = data[:_BINARY_PROBE_BYTES]
    if probe.count(0) >= _NUL_SHARE_OF_UTF16 * len(probe):
        hint = "if it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8; otherwise leave the file out"
    else:
        hint = "if it is a binary file, leave it out; otherwise remove the byte"
    raise InputError(f"NUL at byte {nul}: not text", path=shown, hint=hint)


def _undecodable(error: UnicodeDecodeError, data: bytes, bom_bytes: int, shown: str | None) -> InputError:
    offset = bom_bytes + error.start
    if error.encoding != "utf-8":
        return InputError(f"not valid UTF-16 at byte {offset}", path=shown, hint="convert it to UTF-8")
    hint = "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8"
    return InputError(f"not valid UTF-8 at byte {offset} (0x{data[offset]:02x})", path=shown, hint=hint)


def _refuse_excess(size_bytes: int, max_bytes: int, shown: str) -> None:
    if size_bytes > max_bytes:
        hint = "split it, or raise the limit with --max-bytes"
        raise InputError(f"larger than {max_bytes:,} bytes", path=shown, hint=hint)


def _read_at_most(stream: BinaryIO, max_bytes: int, shown: str) -> bytes:
    """Read to the end, but stop at the limit: a pipe or a device has no size to ask for."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        _refuse_excess(size, max_bytes, shown)
        chunks.append(chunk)
    return b"".join(chunks)


def _target(path: str) -> str:
    """Return the file behind a path: only links are resolved, as the directories above may be closed to us."""
    return os.path.realpath(path) if os.path.islink(path) else path


def _refuse_target(target: str, document: Document) -> None:
    """Refuse to replace what is no regular file, is read-only, or is no longer what was read."""
    if not stat.S_ISREG(os.stat(target).st_mode):
        raise InputError("not a regular file", path=document.path, hint="leave --in-place out")
    if not os.access(target, os.W_OK):
        raise InputError("the file is read-only", path=document.path, hint="chmod u+w it, or leave --in-place out")
    before = encode(document, document.text)
    with open(target, "rb") as stream:
        if stream.read(len(before) + 1) != before:
            raise InputError("the file changed while it was being read", path=document.path, hint="run again")


def _write_beside(target: str, data: bytes) -> None:
    from tempfile import mkstemp  # 10 ms, and only writers need it

    directory, name = os.path.split(target)
    descriptor, temporary = mkstemp(dir=directory or ".", prefix=f".{name}.", suffix=".tmp")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, temporary)
        os.replace(temporary, target)
    except BaseException:  # also Ctrl-C: the temporary file must not stay behind
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_directory(directory or ".")


def _keep_mode(target: str, temporary: str) -> None:
    """Give the new file mode and owner of the old one, or what a new file gets where there is none."""
    try:
        old = os.stat(target)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        return
    new = os.stat(temporary)
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except PermissionError:
            pass  # only root may give files away; the content matters more than the owner
    os.chmod(temporary, stat.S_IMODE(old.st_mode))


def _sync_directory(directory: str) -> None:
    """Make the rename itself durable, where a directory can be opened (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Turn what the operating system says about a path into an `InputError` with the way out."""
    try:
        yield
    except FileNotFoundError:
        raise InputError("no such file", path=path, hint="check the name") from None
    except PermissionError:
        raise InputError("permission denied", path=path, hint="change its mode, or leave it out") from None
    except IsADirectoryError:
        raise InputError("is a directory", path=path, hint="name the files in it") from None
    except BrokenPipeError:
        raise  # the reader of our output has left: no fault of the document
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(reason, path=path, hint="check the file and the disk") from None
