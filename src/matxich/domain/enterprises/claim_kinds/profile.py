"""What a firm says of itself: who owns it, whether it makes, which languages it works in, what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matxich.domain.enterprises.cells import codes
from matxich.domain.enterprises.claim_kind import (
    CONCEPT,
    LONG_TEXT,
    NUMBER,
    ClaimField,
    ClaimKind,
    ClaimProblem,
    Read,
)
from matxich.domain.enterprises.claim_reading import listed, whole_number
from matxich.domain.enterprises.encoding import encode
from matxich.domain.enterprises.facts import Profile
from matxich.domain.enterprises.profile import is_measuring, read_maker, read_ownership
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

FIELDS = (
    ClaimField("ownership", Text("Sở hữu", "Ownership"), example="Trong nước"),
    ClaimField("kind", Text("Sản xuất hay thương mại", "Makes or trades"), example="Nhà sản xuất"),
    ClaimField("languages", Text("Ngôn ngữ làm việc", "Working languages"), CONCEPT, example="Anh, Nhật", concept="language"),
    ClaimField("description", Text("Giới thiệu", "Description"), LONG_TEXT, example="Chi tiết tiện phay cho xe máy; máy đo CMM"),
    ClaimField("founded_year", Text("Năm thành lập", "Founded in"), NUMBER, example="2008"),
    ClaimField("website", Text("Trang web", "Website"), example="https://www.vi-du.example"),
)  # fmt: skip
_SITE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")
_KINDS = {True: Text("Nhà sản xuất", "Maker"), False: Text("Thương mại", "Trader")}


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read the profile; an empty field is not stated."""
    problems: list[ClaimProblem] = []
    description = written.get("description", "").strip()
    said = claimed(vocabulary, description)
    website = written.get("website", "").strip()
    if website and not website.startswith(("http://", "https://")):
        website = f"https://{website}"
    if website and not _SITE.fullmatch(website):
        problems.append(ClaimProblem("website", _BAD_SITE.format(t=written["website"])))
    year = whole_number(written.get("founded_year", "").replace(".", ""))
    if year is not None and not 1800 <= year <= 2200:
        problems.append(ClaimProblem("founded_year", _BAD_YEAR.format(t=written["founded_year"])))
    profile = Profile(
        ownership=read_ownership(written.get("ownership", ""), vocabulary),
        is_maker=read_maker(written.get("kind", "")),
        languages=codes(
            vocabulary.find(written.get("languages", ""), ("language",), prefer="language"), "language"
        ),
        description=description,
        part_families=codes(said, "part_family"),
        industries=codes(said, "industry"),
        inspection=tuple(code for code in codes(said, "machine") if is_measuring(vocabulary, code)),
        founded_year=year,
        website=website,
    )
    kind = _KINDS.get(profile.is_maker, Text("", "")) if profile.is_maker is not None else Text("", "")
    return Read(
        typed={"items": [encode(profile)]},
        codes=profile.industries,
        summary=Text(listed([kind.vi, description[:120]]), listed([kind.en, description[:120]])),
        problems=tuple(problems),
    )


def key(found: Read, written: Mapping[str, str]) -> str:
    """A firm has one profile."""
    return ""


_BAD_SITE = Text("“{t}” không phải địa chỉ trang web.", "“{t}” is no address of a website.")
_BAD_YEAR = Text("“{t}” không phải một năm.", "“{t}” is no year.")
KIND = ClaimKind(
    code="profile",
    label=Text("Hồ sơ chung", "Profile"),
    plural=Text("Hồ sơ chung", "Profile"),
    fields=FIELDS,
    read=read,
    key=key,
    single=True,
    evidence=Text("Giấy đăng ký doanh nghiệp", "Enterprise registration"),
    order=5,
)
