"""Rows of entities and sources to records, by what the ontology says of their kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sinograph.errors import Text
from sinograph.loaders.cells import Cells
from sinograph.loaders.records import Entity, Source

if TYPE_CHECKING:
    from sinograph.loaders.tables import Report, Row
    from sinograph.ontology import Vocabulary

_SHA256 = re.compile(r"[0-9a-f]{64}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*:\S+")
_NOT_IN_ADDRESSES = re.compile(r'[\s<>"{}|\\^`]')


def read_entity(row: Row, vocabulary: Vocabulary, report: Report) -> Entity:
    """Return the entity of *row*; what is wrong with it goes to *report*."""
    cells = Cells(row, report)
    if not vocabulary.is_a(cells["kind"], "entity"):
        known = [kind for kind in vocabulary.kinds if vocabulary.is_a(kind, "entity")]
        cells.unknown("kind", Text("kind", "类别"), known)
    cells.need("name_zh")
    cells.need("name_en")
    identifiers = cells.parts("identifiers")
    for identifier in identifiers:
        if identifier and not _IDENTIFIER.fullmatch(identifier):
            remedy = Text("write scheme:value, such as wikidata:Q42", "请写作 scheme:value，如 wikidata:Q42")
            cells.malformed("identifiers", Text("an identifier", "合格的标识"), remedy, identifier)
    if cells["country"] and not _COUNTRY.fullmatch(cells["country"]):
        remedy = Text("write two capital letters, such as CN", "请写两个大写字母，如 CN")
        cells.malformed("country", Text("a country code", "国家或地区代码"), remedy)
    name = Text(cells["name_en"], cells["name_zh"])
    aliases = cells.parts("aliases")
    return Entity(cells.identifier(), cells["kind"], name, aliases, identifiers, cells["country"], row.place)


def read_source(row: Row, vocabulary: Vocabulary, report: Report) -> Source:
    """Return the source of *row*; what is wrong with it goes to *report*."""
    cells = Cells(row, report)
    if cells["kind"] not in vocabulary.codes["source_kind"]:
        cells.unknown("kind", Text("kind of source", "来源类型"), vocabulary.codes["source_kind"])
    cells.need("title")
    _check_whereabouts(cells)
    if cells.need("language") and not _LANGUAGE.fullmatch(cells["language"]):
        remedy = Text("write two small letters, such as zh", "请写两个小写字母，如 zh")
        cells.malformed("language", Text("a language", "语言代码"), remedy)
    return Source(
        cells.identifier(),
        cells["kind"],
        cells["title"],
        cells["publisher"],
        cells.period("published", cells["published"]) if cells["published"] else None,
        cells["url"],
        cells["language"],
        cells["sha256"],
        cells["via"],
        row.place,
    )


def _check_whereabouts(cells: Cells) -> None:
    """A source must be found again: by an address that is safe to follow, or by the digest of a document."""
    if cells["url"] and not _is_web_address(cells["url"]):
        remedy = Text(
            "give the page's address without name and password, or leave it empty and give its sha256",
            "请填写不含用户名和密码的网页地址；没有则留空并填写 sha256",
        )
        cells.malformed("url", Text("an http(s) address", "合格的 http(s) 地址"), remedy)
    if cells["sha256"] and not _SHA256.fullmatch(cells["sha256"]):
        remedy = Text("give 64 small hexadecimal digits", "请填写 64 位小写十六进制")
        cells.malformed("sha256", Text("a SHA-256 digest", " SHA-256 摘要"), remedy)
    if not cells["url"] and not cells["sha256"]:
        what = Text("nobody could find this source again", "无法再次找到该来源")
        cells.fault("url", what, Text("give its url, or the sha256 of the document", "请填写 url 或文献的 sha256"))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and has_port
    return is_web and "@" not in parts.netloc and not _NOT_IN_ADDRESSES.search(text)
