"""``sinograph find`` on the bundled facts, and the other commands that take a name."""

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Store

from sinograph import cli
from sinograph.exports.matches import match_rows


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments))


SPELLINGS = (
    *("智谱", "智譜", "北京智譜華章", "zhipu", "zhi pu", "zp", "ＺＰ", "bjzphz", "Zhipu AI", "knowledge atlas"),
    *("Z.ai", "z ai", "2513", "2513.HK", "02513", "HK2513"),
)


@pytest.mark.parametrize("text", SPELLINGS)
def test_zhipu_is_found_first_however_it_is_spelled(store: Store, text: str) -> None:
    assert match_rows(store, text, "en")[0]["id"] == "zhipu"


def test_a_row_says_what_matched_and_which_claims_say_so() -> None:
    (row,) = json.loads(run("find", "02513.HK", "--format", "json", "--lang", "zh").stdout)
    claims = set(row.pop("claims").split())

    assert row == {
        "id": "zhipu",
        "kind": "company",
        "kind_label": "公司",
        "name": "智谱",
        "other_name": "Zhipu AI",
        "name_en": "Zhipu AI",
        "name_zh": "智谱",
        "matched": "02513.HK",
        "how": "代码",
        "place": "whole",
    }
    card = json.loads(run("show", "zhipu", "--format", "json").stdout)
    assert {r["property"] for r in card if r["claim"] in claims} == {"listed_on"}


@pytest.mark.parametrize(
    ("text", "how_en", "how_zh"),
    [
        ("zp", "name, pinyin initials", "名称，拼音首字母"),
        ("智譜", "name, in traditional or variant characters", "名称，繁体或异体字"),
        ("tencent", "name", "名称"),
        ("xiyukeji", "alias, pinyin", "别名，拼音"),
        ("Shenzhen Tencent", "registered name", "注册名称"),
        ("01-ai-2023-11", "id", "id"),
    ],
)
def test_how_it_matched_is_said_in_both_languages(store: Store, text: str, how_en: str, how_zh: str) -> None:
    found = [match_rows(store, text, "en")[0]["how"], match_rows(store, text, "zh")[0]["how"]]

    assert found == [how_en, how_zh]


def test_a_table_shows_few_and_csv_all() -> None:
    table, whole = run("find", "zp", "--limit", "2", "--lang", "en"), run("find", "zp", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(whole.stdout)))

    assert [line.split()[0] for line in table.stdout.splitlines()] == ["id", "zhipu", "zhang-peng"]
    assert table.stderr == f"{len(rows) - 2} more; --limit shows them\n"


def test_what_is_not_found_is_a_sentence_with_the_nearest_and_exit_one() -> None:
    near, far = run("find", "zhpu", "--lang", "en"), run("find", "<img src=x onerror=alert(1)>", "--lang", "zh")

    assert (near.exit_code, near.stdout, far.exit_code, far.stdout) == (1, "", 1, "")
    assert near.stderr.startswith("no entity is called 'zhpu'; nearest: zhipu (Zhipu AI)")
    assert far.stderr == "没有名为 '<img src=x onerror=alert(1)>' 的实体；请改用名称中较短的一部分\n"


@pytest.mark.parametrize("text", ["", " ", ".*", "x" * 10_000, "\u202e"])
def test_a_strange_text_finds_nothing_and_harms_nothing(text: str) -> None:
    result = run("find", text)

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", ["智譜", "2513.HK", "tengxunkonggu"])
def test_a_command_that_takes_a_name_takes_its_other_spellings(text: str) -> None:
    result = run("coverage", text, "--format", "csv")

    assert (result.exit_code, result.stderr) == (0, "")


def test_initials_that_several_share_are_a_riddle() -> None:
    result = run("show", "zp", "--lang", "en")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "'zp' may be zhang-peng (Zhang Peng) or zhipu (Zhipu AI); give the id\n"


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["show", "zhipu"], []),
        (["show", "智譜"], ["opencc"]),
        (["find", "zp"], ["pypinyin", "opencc"]),
    ],
)
def test_dictionaries_load_only_where_plain_names_do_not_do(arguments: list[str], loaded: list[str]) -> None:
    code = (
        f"import sys, sinograph.cli\ntry: sinograph.cli.main({arguments})\n"
        "except SystemExit: print([m for m in ('pypinyin', 'opencc') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.splitlines()[-1] == str(loaded)


def test_without_a_name_one_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["find", " "])

    assert left.value.code == 1
    assert capsys.readouterr().err == "no name is given; give a name, an id or a stock code\n"
