"""Runs a NetworkX function where it runs best: on the backend that the user has set, else on igraph, else as it is.

Every heavy measure goes through here, on plain NetworkX graphs, so that a backend set in the usual way
(``NETWORKX_BACKEND_PRIORITY``, ``nx.config.backend_priority``) is reached; see ``docs/scale.md``.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from sinograph.errors import BackendError, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    Partition = list[set[str]]

OURS = "sinograph"
_BROKEN = Text(
    "the NetworkX backend that is set cannot be loaded ({}); unset NETWORKX_BACKEND_PRIORITY_ALGOS, or see "
    "docs/scale.md for versions that go together",
    "无法载入所设定的 NetworkX 后端（{}）；请取消 NETWORKX_BACKEND_PRIORITY_ALGOS，或参阅 docs/scale.md 的版本搭配",
)


def run(function: Callable[..., Any], graph: nx.Graph[str], **arguments: Any) -> Any:
    """Return ``function(graph, **arguments)``, *function* being one of NetworkX's that backends can take over.

    What the user's backend cannot do falls to NetworkX, as NetworkX's own rules have it.

    Raises:
        BackendError: the user's backend does not go with this NetworkX.
        NotImplementedError: nobody has the function: NetworkX leaves it to backends, and none is there.
    """
    ways: list[dict[str, str]] = [{}] if _preferred(function) else []
    if is_compiled():
        ways.append({"backend": OURS})
    with warnings.catch_warnings():
        # Projections are not changed after they are built, so the copy that NetworkX keeps of them is the graph.
        warnings.filterwarnings("ignore", message="Note: conversions to backend graphs are saved")
        try:
            for way in ways:
                with suppress(NotImplementedError):
                    return function(graph, **way, **arguments)
            return function(graph, **arguments)
        except ImportError as error:
            raise BackendError(_BROKEN.en.format(error), _BROKEN.zh.format(error)) from error


def leiden(graph: nx.Graph[str], *, seed: int, resolution: float = 1.0) -> tuple[Partition, str]:
    """Return communities of an undirected *graph* by weight, and by which method: ``leiden`` or ``louvain``.

    NetworkX has no Leiden of its own. Where no backend has it, it is Louvain (Blondel et al., J. Stat. Mech. P10008,
    2008), whose communities may fall apart inside: such a one is given as its connected parts.
    """
    import networkx as nx

    try:
        found = run(nx.community.leiden_communities, graph, weight="weight", resolution=resolution, seed=seed)
    except NotImplementedError:
        found = run(nx.community.louvain_communities, graph, weight="weight", resolution=resolution, seed=seed)
        parts = (part for group in found for part in nx.connected_components(graph.subgraph(group)))
        return [set(part) for part in parts], "louvain"
    return [set(group) for group in found], "leiden"


def is_compiled() -> bool:
    """Say whether igraph is installed, and so our backend can run."""
    import networkx as nx

    return find_spec("igraph") is not None and OURS in nx.config.backends


def _preferred(function: Callable[..., Any]) -> list[str]:
    """Return the backends that the user has set for *function*, in order; empty for none."""
    import networkx as nx

    priority = cast("Any", nx.config.backend_priority)
    return list(priority.get(function.__name__, priority.algos))
