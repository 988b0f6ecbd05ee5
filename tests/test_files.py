"""Files appear whole or not at all, whatever stands in the way; kernels, mounts and signals are the judges."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinograph.errors import ExportError
from sinograph.exports.files import write_all, write_whole
from sinograph.tests.privileges import as_nobody
from sinograph.tests.programs import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = b"old\n", b"new\n"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refusal(path: Path, content: bytes = NEW) -> ExportError:
    with pytest.raises(ExportError) as caught:
        write_whole(path, content)
    return caught.value


def test_a_new_file_comes_with_its_folders_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.trig", NEW)

    assert (tmp_path / "a" / "b" / "c.trig").read_bytes() == NEW
    assert names(tmp_path / "a" / "b") == ["c.trig"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "c.trig"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_whole(path, NEW)

    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (NEW, 0o640)


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "c.trig", NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "c.trig").stat().st_mode) == 0o640


def test_a_reader_who_has_the_old_file_open_reads_it_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "c.trig"
    path.write_bytes(OLD)
    with path.open("rb") as reader:
        write_whole(path, NEW)
        assert reader.read() == OLD


@pytest.mark.parametrize("there_already", [True, False])
def test_a_symbolic_link_is_followed_and_kept(tmp_path: Path, *, there_already: bool) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "c.trig", tmp_path / "link.trig"
    if there_already:
        target.write_bytes(OLD)
    link.symlink_to(target)
    write_whole(link, NEW)

    assert (link.is_symlink(), target.read_bytes()) == (True, NEW)
    assert names(tmp_path / "real") == ["c.trig"]


def test_a_folder_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "out.trig").mkdir()
    error = refusal(tmp_path / "out.trig")

    assert error.say("en") == f"cannot write {tmp_path}/out.trig: it is a folder; name a file"
    assert error.say("zh") == f"无法写入 {tmp_path}/out.trig：它是文件夹；请给出文件名"
    assert names(tmp_path) == ["out.trig"]


def test_links_in_a_circle_are_refused_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert refusal(tmp_path / "a").say().endswith("its symbolic links lead in a circle; mend the links")
    assert names(tmp_path) == ["a", "b"]


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)

    assert "a part of its path is a file, not a folder" in refusal(tmp_path / "file" / "c.trig").say()
    assert "a part of its path is a file, not a folder" in refusal(tmp_path / "file" / "sub" / "c.trig").say()
    assert (tmp_path / "file").read_bytes() == OLD


def test_a_name_that_is_too_long_is_refused_and_the_longest_is_not(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), NEW)

    assert refusal(tmp_path / ("n" * 256)).say().endswith("the name is too long; give a shorter name")


def test_a_strange_name_stays_on_one_line_of_the_message(tmp_path: Path) -> None:
    folder = tmp_path / "a\nb\x1b[31m\u202ec\udcff"
    folder.mkdir()

    for lang in ("en", "zh"):
        assert refusal(folder).say(lang).isprintable()


def test_a_device_is_written_to_and_a_full_one_is_a_sentence() -> None:
    write_whole(Path(os.devnull), NEW)

    assert refusal(Path("/dev/full")).say().endswith("the disk is full; free some space, or name another place")


def test_a_pipe_gets_every_byte(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [needed("cat", "install coreutils"), str(pipe)]
    with (tmp_path / "copy").open("wb") as copy, subprocess.Popen(command, stdout=copy):  # noqa: S603
        write_whole(pipe, NEW * 100_000)
    assert (tmp_path / "copy").read_bytes() == NEW * 100_000
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_pipe_that_is_already_open_is_written_to() -> None:
    code = "from pathlib import Path; from sinograph.exports.files import *; write_whole(Path('/dev/stdout'), b'new')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603 - our own code

    assert done.stdout == b"new"


def test_a_folder_without_permission_is_refused_and_the_old_file_stays(open_folder: Path) -> None:
    path = open_folder / "c.trig"
    path.write_bytes(OLD)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with as_nobody():
        error = refusal(path)

    end = "you have no permission for it; change its permissions, or name another place"
    assert error.say() == f"cannot write {path}: {end}"
    assert (path.read_bytes(), names(open_folder)) == (OLD, ["c.trig"])


def test_a_protected_file_in_an_open_folder_stays(open_folder: Path) -> None:
    open_folder.chmod(0o777)
    path = open_folder / "c.trig"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with as_nobody():
        error = refusal(path)

    assert "no permission" in error.say()
    assert (path.read_bytes(), names(open_folder)) == (OLD, ["c.trig"])


MOUNTED = """
mount -t tmpfs -o size=256k tmpfs "$1" && printf 'old\\n' > "$1/c.trig"
{then}
"$2" -c '
import sys
from pathlib import Path
from sinograph.errors import ExportError
from sinograph.exports.files import write_all
folder = Path(sys.argv[1])
try:
    write_all(folder, {{"a.trig": b"small", "c.trig": b"x" * {size}}})
except ExportError as error:
    print(error)
print(sorted(path.name for path in folder.iterdir()), (folder / "c.trig").read_bytes())
' "$1"
"""


def on_a_disk(folder: Path, then: str, size: int) -> list[str]:
    """Write two files on a disk of 256 kB that only the script sees, after doing *then* to it."""
    unshare = needed("unshare", "install util-linux")
    script = MOUNTED.format(then=then, size=size)
    command = [unshare, "--map-root-user", "--mount", "sh", "-c", script, "sh", str(folder), sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    if done.returncode:
        needed("a-kernel-that-lets-tests-mount", done.stderr)
    return done.stdout.splitlines()


def test_a_full_disk_leaves_every_old_file_and_no_other(tmp_path: Path) -> None:
    assert on_a_disk(tmp_path, "", 300_000) == [
        f"cannot write {tmp_path}/c.trig: the disk is full; free some space, or name another place",
        "['c.trig'] b'old\\n'",
    ]


def test_a_read_only_disk_leaves_every_old_file_and_no_other(tmp_path: Path) -> None:
    assert on_a_disk(tmp_path, 'mount -o remount,ro "$1"', 3) == [
        f"cannot write {tmp_path}/a.trig: the disk is read-only; name another place",
        "['c.trig'] b'old\\n'",
    ]


def test_files_that_fit_are_written_together(tmp_path: Path) -> None:
    assert on_a_disk(tmp_path, "", 3) == ["['a.trig', 'c.trig'] b'xxx'"]


def test_if_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(OLD)
    (tmp_path / "sinograph.trig").mkdir()
    with pytest.raises(ExportError, match=r"sinograph\.trig: it is a folder; name a file"):
        write_all(tmp_path, {"index.html": NEW, "sinograph.graphml": NEW, "sinograph.trig": NEW})

    assert (tmp_path / "index.html").read_bytes() == OLD
    assert names(tmp_path) == ["index.html", "sinograph.trig"]


def test_an_interrupt_while_writing_leaves_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "c.trig"
    path.write_bytes(OLD)
    code = (
        "import os, signal, sys; from pathlib import Path; from sinograph.exports.files import write_all;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell's background jobs ignore it
        "os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGINT);"
        "write_all(Path(sys.argv[1]), {'c.trig': b'new'})"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, check=False)  # noqa: S603

    assert done.returncode == -signal.SIGINT
    assert (path.read_bytes(), names(tmp_path)) == (OLD, ["c.trig"])


WRITER = """
import itertools, sys
from pathlib import Path
from sinograph.exports.files import write_all
print("ready", flush=True)
for number in itertools.count():
    letter = sys.argv[2][number % 2].encode()
    write_all(Path(sys.argv[1]), {"a": letter * 2_000_000, "b": letter * 2_000_000})
"""


@contextmanager
def writer(folder: Path, letters: str) -> Iterator[None]:
    """Write without end to *folder* in another process, which is killed at the end."""
    command = [sys.executable, "-c", WRITER, str(folder), letters]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own code
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield
        finally:
            process.kill()


def assert_whole(path: Path, letters: str) -> None:
    found = path.read_bytes()
    assert found in {letter.encode() * 2_000_000 for letter in letters}, f"{len(found)} bytes in {path.name}"


def test_kill_9_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    moments = random.Random(7)  # noqa: S311 - any moments will do
    write_all(tmp_path, dict.fromkeys(("a", "b"), b"x" * 2_000_000))
    for _ in range(12):
        with writer(tmp_path, "xy"):
            time.sleep(moments.uniform(0, 0.05))
        assert_whole(tmp_path / "a", "xy")
        assert_whole(tmp_path / "b", "xy")

    left = set(names(tmp_path)) - {"a", "b"}
    assert [name for name in left if not (name.startswith(".sinograph-") and name.endswith(".tmp"))] == []


def test_two_builds_at_once_never_show_a_part(tmp_path: Path) -> None:
    write_all(tmp_path, dict.fromkeys(("a", "b"), b"x" * 2_000_000))
    with writer(tmp_path, "xy"), writer(tmp_path, "zw"):
        end = time.monotonic() + 1
        seen = 0
        while time.monotonic() < end:
            assert_whole(tmp_path / "a", "xyzw")
            assert_whole(tmp_path / "b", "xyzw")
            seen += 1

    assert seen > 5
