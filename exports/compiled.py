"""A store compiled once and kept: the quads of checked tables, under a digest of all that they were built of.

The file's name is that digest, so a changed table, rule or line of code is another file. Its first line is the digest
of the rest: a file that was cut or changed is built anew. Nothing else depends on it; deleting it costs seconds.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import RdfFormat, Store

from sinograph.errors import ExportError
from sinograph.exports.files import write_whole
from sinograph.graph import build_store
from sinograph.graph.clocks import NOW, as_of
from sinograph.loaders import load_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sinograph.graph.clocks import Clocks

#: Files kept in a folder; the oldest go first.
_KEPT = 4
_CODE = ("loaders", "graph", "ontology")
#: Views of other days have a folder of their own in the cache: trying days must not push out what is used daily.
_OTHER_DAYS = "other-days"
#: The store that this process read last, by the digest of its quads.
_READ: dict[bytes, Store] = {}


def compiled_store(folders: Sequence[Path], cache: Path, clocks: Clocks = NOW) -> Store:
    """Return the store of *folders* as of *clocks*, read from *cache* where it stands there, else built and put there.

    A process that asks twice gets the same store again, not to be written to.

    Raises:
        FactError: the tables hold problems; such tables are never kept.
    """
    try:
        kept = (cache / _OTHER_DAYS if clocks else cache) / f"{_digest(folders, clocks)}.nq"
    except OSError:  # a table cannot be read; the loader says which, and why
        return build_store(as_of(load_facts(folders), clocks))
    store = _read(kept)
    if store is None:
        store = build_store(as_of(load_facts(folders), clocks))
        _keep(store, kept)
    return store


def _digest(folders: Sequence[Path], clocks: Clocks) -> str:
    """Return a digest of the days, of every table, and of the code and vocabulary that read them."""
    package = Path(__file__).parent.parent
    whole = hashlib.sha256(repr(clocks).encode())
    for root in (*folders, *(package / name for name in _CODE)):
        for path in _files(root):
            whole.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    kinds = {".csv", ".py", ".ttl", ".rq"}
    yield from sorted(path for path in root.rglob("*") if path.suffix in kinds and path.is_file())


def _read(path: Path) -> Store | None:
    try:
        digest, _, quads = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest.decode("ascii", "replace") != hashlib.sha256(quads).hexdigest():
        return None
    if digest not in _READ:
        store = Store()
        store.bulk_load(BytesIO(quads), format=RdfFormat.N_QUADS)
        _READ.clear()  # one store of this size is enough
        _READ[digest] = store
    return _READ[digest]


def _keep(store: Store, path: Path) -> None:
    """Put *store* at *path* if that can be done; a full or protected disk only means that it is built again."""
    quads = cast("bytes", store.dump(format=RdfFormat.N_QUADS))
    try:
        write_whole(path, f"{hashlib.sha256(quads).hexdigest()}\n".encode() + quads)
        old = sorted(path.parent.glob("*.nq"), key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]
        for file in old:
            file.unlink(missing_ok=True)
    except (ExportError, OSError):
        return
