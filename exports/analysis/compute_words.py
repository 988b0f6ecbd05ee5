"""What must be read with the tables of compute: roles in words, and what the facts leave unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.analysis.cells import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.graph.measures.falling_away import Web
    from sinograph.graph.measures.view import View

ROLE_WORDS: Mapping[str, Text] = {
    "cloud": Text("cloud", "云服务"),
    "training": Text("training", "训练"),
    "inference": Text("inference", "推理"),
    "operation": Text("runs on", "运行"),
    "purchase": Text("purchase", "采购"),
    "platform": Text("platform", "平台"),
    "component": Text("chip inside", "内含芯片"),
    "fabrication": Text("fabrication", "制造"),
    "design": Text("design", "设计"),
}
ABOUT_ROLES = Text(
    "Runs on: the source does not say for what. Platform: software, or a server of which no claim says what is inside.",
    "“运行”：来源未说明用途。“平台”：软件，或没有主张说明内含何种芯片的服务器。",
)
LEFT_OUT = Text(
    "Plans, rumours and what has ended are left out, and so are chips whose user is not named.",
    "不含计划、传闻及已终止者，也不含未指明使用方的芯片。",
)
LOWER_BOUND = Text(
    "Only known suppliers count: there may be others that no claim names, so what is left is a lower bound. A line "
    "of chips and a model of it (Ascend, Ascend 910B) count as two, though they may be the same chips.",
    "只计已知供应方：可能还有没有主张提及者，因此所余是下限。一条芯片产品线与其某一型号（如昇腾与昇腾910B）虽可能是同一批芯片，仍计为两个。",
)
NO_SOFTWARE = Text(
    "Software frameworks are left out: sources happen to name one among many. A model and its developer count as two.",
    "不含软件框架：来源只是提及众多框架之一。模型与其研发方计为两方。",
)
ASSUMED = Text(
    "Any one known supplier of a role is taken to be enough, and every role to be needed. A chip is lost with all "
    "its known fabs or all its known designers; a company only if it is taken away itself, not with its parent.",
    "假定每个角色有一个已知供应方即可，且各角色缺一不可。芯片在全部已知代工方或全部已知设计方失去时失去；"
    "公司仅在自身被移除时失去，不随母公司失去。",
)
PAST = Text(
    "A model that was trained on a chip has been trained: the role speaks of training it or its like again.",
    "已训练完成的模型不受影响：训练一项指再次训练该模型或同类模型。",
)


def undesigned(view: View, web: Web) -> list[Text]:
    """Return a sentence on the chips that somebody depends on and whose designer no claim names; none where all are."""
    used = [node for node in web.suppliers if view.is_a(node, "chip") and (node, "design") not in web.by_need]
    if not used:
        return []
    en, zh = (names(view, used, lang, most=12) for lang in ("en", "zh"))
    return [
        Text(
            f"No claim names who designs {en}: they stay whichever company or country is taken away.",
            f"没有主张说明以下芯片的设计方，无论移除哪家公司或国家均予保留：{zh}。",
        )
    ]
