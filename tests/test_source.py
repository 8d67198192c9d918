"""Source: bytes to documents and back, byte for byte, and files replaced whole or not at all."""

from __future__ import annotations

import io
import os
import resource
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import edits, source
from triage.errors import InputError
from triage.model import Document
from tests.files import state
from tests.strategies import documents, edits_of

TEXT = "uno\r\ndos\rtres\n\fcuatro ñ \U0001f4f7"


def bad_bytes(data: bytes) -> str:
    """Return the message with which bytes are refused."""
    with pytest.raises(InputError) as caught:
        source.decode(data, path="a.txt")
    return str(caught.value)


@pytest.mark.parametrize(
    ("mark", "codec", "encoding", "bom"),
    [
        pytest.param(b"", "utf-8", "utf-8", False, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf", "utf-8", "utf-8", True, id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe", "utf-16-le", "utf-16-le", True, id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff", "utf-16-be", "utf-16-be", True, id="UTF-16, big end first"),
    ],
)
def test_text_is_read_and_stored_in_its_encoding(mark: bytes, codec: str, encoding: str, bom: bool) -> None:
    data = mark + TEXT.encode(codec)
    document = source.decode(data)

    assert (document.text, document.encoding, document.bom) == (TEXT, encoding, bom)
    assert source.encode(document, document.text) == data


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\xef\xbb\xbfx", b"a", b"\n", b" \r\r\n\f"]
)
def test_odd_but_legal_bytes_come_back(data: bytes) -> None:
    document = source.decode(data)

    assert source.encode(document, document.text) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"abc \xe9t\xe9",
            "a.txt: not valid UTF-8 at byte 4 (0xe9); convert it, for example: iconv -f WINDOWS-1252 -t UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            b"\xef\xbb\xbfa\xff",
            "a.txt: not valid UTF-8 at byte 4 (0xff); convert it, for example: iconv -f WINDOWS-1252 -t UTF-8",
            id="the mark counts",
        ),
        pytest.param(
            b"hello\0world" + bytes(range(1, 32)),
            "a.txt: NUL at byte 5: not text; if it is a binary file, leave it out; otherwise remove the byte",
            id="NUL",
        ),
        pytest.param(
            "hola".encode("utf-16-le"),
            "a.txt: NUL at byte 1: not text; "
            "if it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8; otherwise leave the file out",
            id="UTF-16 without a mark",
        ),
        pytest.param(
            "a\0".encode("utf-16"),
            "a.txt: NUL character at byte 4; remove it, or leave the file out",
            id="NUL in UTF-16",
        ),
        pytest.param(b"\xff\xfea\0b", "a.txt: not valid UTF-16 at byte 4; convert it to UTF-8", id="half a code unit"),
        pytest.param(
            b"\xff\xfea\0\x00\xd8", "a.txt: not valid UTF-16 at byte 4; convert it to UTF-8", id="half a surrogate pair"
        ),
        pytest.param(
            "hola".encode("utf-32"), "a.txt: UTF-32 text; convert it: iconv -f UTF-32 -t UTF-8", id="UTF-32"
        ),
    ],
)
def test_what_is_not_text_is_refused_with_offset_and_way_out(data: bytes, message: str) -> None:
    assert bad_bytes(data) == message


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("", "\n"), ("a", "\n"), ("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r"),
        ("a\r\nb\r\nc\n", "\r\n"), ("a\nb\r\n", "\n"), ("a\r\rb\n", "\r"),
    ],
)  # fmt: skip
def test_newline_is_that_of_most_lines(text: str, newline: str) -> None:
    assert source.decode(text.encode()).newline == newline


@given(st.data())
def test_bytes_outside_the_edits_are_unchanged(data: st.DataObject) -> None:
    """The promise of the tool: whatever encoding, mark and newlines, every byte outside the edits stays."""
    encoding, mark = data.draw(
        st.sampled_from(
            [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
        )
    )
    text = data.draw(documents().filter(lambda text: mark or not text.startswith("\ufeff")))
    before = mark + text.encode(encoding)
    document = source.decode(before)
    changes = data.draw(edits_of(document.text))
    after = source.encode(document, edits.apply(document.text, changes))

    at_before, at_after = len(mark), len(mark)
    assert after[:at_after] == mark
    for edit in changes:
        kept = len(mark + text[: edit.span.start].encode(encoding)) - at_before
        assert before[at_before : at_before + kept] == after[at_after : at_after + kept]
        at_before += kept + len(text[slice(*edit.span)].encode(encoding))
        at_after += kept + len(edit.replacement.encode(encoding))
    assert before[at_before:] == after[at_after:]


def test_a_lone_surrogate_cannot_be_stored() -> None:
    with pytest.raises(InputError, match="lone surrogate at code point 1"):
        source.encode(Document("a"), "a\ud800")


def test_a_stream_is_read_as_bytes() -> None:
    document = source.read_stream(io.BytesIO(b"a\r\nb\r"), path="post.md", format="markdown")

    assert document == Document("a\r\nb\r", path="post.md", format="markdown", newline="\r\n")


def test_a_stream_without_a_name_is_called_stdin() -> None:
    with pytest.raises(InputError, match="^<stdin>: not valid UTF-8 at byte 0"):
        source.read_stream(io.BytesIO(b"\xff"))


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_more_than_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * size)
    message = f"larger than {size - 1:,} bytes; split it, or raise the limit with --max-bytes"

    with pytest.raises(InputError) as of_file:
        source.read(str(path), max_bytes=size - 1)
    with pytest.raises(InputError) as of_stream:
        source.read_stream(io.BytesIO(path.read_bytes()), max_bytes=size - 1)
    assert str(of_file.value) == f"{path}: {message}"
    assert str(of_stream.value) == f"<stdin>: {message}"
    assert len(source.read(str(path), max_bytes=size).text) == size


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(InputError, match="/dev/zero: larger than"):
        source.read("/dev/zero", max_bytes=100_000)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.txt", "no such file; check the name"),
        (".", "is a directory; name the files in it"),
        ("file/x.txt", "not a directory; check the file and the disk"),
        ("x" * 300, "file name too long; check the file and the disk"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_its_path(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").touch()
    path = str(tmp_path / name)

    with pytest.raises(InputError) as caught:
        source.read(path)
    assert str(caught.value) == f"{path}: {message}"


def test_replace_writes_the_new_text_and_keeps_mode_and_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe" + "uno\r\n".encode("utf-16-le"))
    path.chmod(0o640)

    assert source.replace(source.read(str(path)), "dos\r\n") is True
    assert path.read_bytes() == b"\xff\xfe" + "dos\r\n".encode("utf-16-le")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_replace_leaves_a_file_alone_whose_text_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("uno")
    before = state(path)

    assert source.replace(source.read(str(path)), "uno") is False
    assert state(path) == before


def test_replace_follows_a_link_and_leaves_it_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "a.txt"
    target.parent.mkdir()
    target.write_text("uno")
    link = tmp_path / "link.txt"
    link.symlink_to("elsewhere/a.txt")

    source.replace(source.read(str(link)), "dos")

    assert os.readlink(link) == "elsewhere/a.txt"
    assert target.read_text() == "dos"


def test_replace_refuses_a_file_that_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("uno")
    document = source.read(str(path))
    path.write_text("other work")

    with pytest.raises(InputError, match="changed while it was being read; run again"):
        source.replace(document, "dos")
    assert path.read_text() == "other work"


def test_replace_refuses_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="standard input cannot be cleaned in place"):
        source.replace(Document("a"), "b")
    with pytest.raises(InputError, match="/dev/null: not a regular file"):
        source.replace(Document("", path="/dev/null"), "b")


def test_replace_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    """The target vanishes: the temporary file goes too, and no new file appears."""
    path = tmp_path / "a.txt"
    path.write_text("uno")
    document = source.read(str(path))
    path.unlink()

    with pytest.raises(InputError, match="no such file"):
        source.replace(document, "dos")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("uno")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(InputError) as caught:
            source.replace(source.read(str(path)), "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert str(caught.value) == f"{path}: file too large; check the file and the disk"
    assert path.read_text() == "uno"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_replace_keeps_the_owner_where_it_may(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("uno")
    owner = 12345 if os.geteuid() == 0 else os.geteuid()
    os.chown(path, owner, -1)

    source.replace(source.read(str(path)), "dos")

    assert (path.stat().st_uid, path.read_text()) == (owner, "dos")


def test_what_is_written_as_it_goes_can_be_added_to(tmp_path: Path) -> None:
    path = str(tmp_path / "pairs.tsv")
    for append in (False, True, False, True):
        with source.create(path, append=append) as stream:
            stream.write(b"a\n")

    assert (tmp_path / "pairs.tsv").read_bytes() == b"a\na\n"


def test_write_makes_a_file_with_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        source.write(str(tmp_path / "report.json"), b"{}")
    finally:
        os.umask(mask)

    assert (tmp_path / "report.json").read_bytes() == b"{}"
    assert stat.S_IMODE((tmp_path / "report.json").stat().st_mode) == 0o640


def test_write_passes_through_a_pipe(tmp_path: Path) -> None:
    source.write("/dev/null", b"{}")

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_write_says_where_it_cannot(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file; check the name"):
        source.write(str(tmp_path / "none" / "report.json"), b"{}")
