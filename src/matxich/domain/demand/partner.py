"""What a line says about the supplier itself: certificates, measuring equipment, place, markets, size, maker, tooling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matxich.domain.demand.concepts import Found, groups
from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source, required
from matxich.domain.enterprises.profile import is_measuring, read_ownership
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.quantities import find_quantities
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

NEAR_KM = 60.0  # what "gần", "near" means where no distance is given
_TRADER = re.compile(
    r"thương mại|thuong mai|trad(?:er|ers|ing)|đại lý|dai ly|trung gian|middle ?m[ae]n|broker|distributor|商社|무역(?:상|회사)?",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"nhà sản xuất trực tiếp|trực tiếp sản xuất|sản xuất trực tiếp|nha san xuat truc tiep|chỉ (?:nhận )?nhà sản xuất|direct manufacturer|manufacturers? only|actual manufacturer|makers? only|factory direct|メーカー(?:直|のみ|限定)|製造業者のみ|제조업체(?:만| 한정)|직접 제조",
    re.IGNORECASE,
)
_OUTSOURCED = re.compile(
    r"thuê ngoài|gia công ngoài|thầu phụ|thue ngoai|gia cong ngoai|outsourc\w*|subcontract\w*|外注|외주",
    re.IGNORECASE,
)
_IN_HOUSE = re.compile(
    r"tại xưởng|nội bộ|trong nhà máy|tại nhà máy|in[- ]house|tự gia công|tự sản xuất|tự làm(?! khuôn)|社内(?:加工|生産|製作)?|내부 (?:가공|생산)|자체 (?:가공|생산)",
    re.IGNORECASE,
)
_TOOLING = re.compile(
    r"(?:tự (?:làm|thiết kế|chế tạo|sản xuất)[^.;,]{0,18}khuôn|làm khuôn (?:tại|trong|nội)|khuôn (?:tự làm|nội bộ|tại xưởng)|có (?:xưởng|phòng|bộ phận) khuôn|bao gồm (?:cả )?(?:làm )?khuôn|kèm (?:làm )?khuôn|ncc (?:làm|chịu) khuôn|khuôn do (?:ncc|nhà cung cấp|bên bán|nhà thầu) |tu lam khuon"
    r"|in[- ]house (?:tool|mou?ld|die)\w*|(?:tool|mou?ld|die)(?:ing|s| making)?(?: shop)? in[- ]house|own tool ?(?:room|shop)|including tooling|with tooling|(?:tool|mould|mold|die)[- ]?making capability|型は社内|金型は社内|社内金型|mou?lds? made in[- ]house|khuôn tự làm|金型(?:社内|内製|製作可)|내부 금형|금형 (?:자체|내부|제작)|자체 금형)",
    re.IGNORECASE,
)
_EXPORT = re.compile(r"xuất khẩu|xuat khau|export|thị trường|market|輸出|수출|overseas", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"tiếng|tieng|speak|communicat|language|giao tiếp|語|対応|어 (?:가능|대응)|staff|engineer", re.IGNORECASE
)
_DELIVERY = re.compile(
    r"giao (?:hàng )?(?:tại|đến|về|tới|ở)|deliver(?:y|ed)? (?:to|at)|ship(?:ped|ping)? to|nhận hàng tại|incoterm|cif|ddp|dap|fob|納入先|납품|nơi nhận",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"gần|gan |near|close to|quanh|lân cận|xung quanh|bán kính|ban kinh|cách|within|radius|around|周辺|近|근처|인근",
    re.IGNORECASE,
)
_LOCATED = re.compile(
    r"ncc|nhà cung cấp|supplier|vendor|located|khu vực|đặt tại|tại |ở |in |địa bàn|based|所在|以内|소재|지역|업체만|のみ|only",
    re.IGNORECASE,
)
_WORKERS = re.compile(
    r"công nhân|lao động|nhân sự|nhân viên|workers?|employees?|staff|người|名|명", re.IGNORECASE
)
_SME = re.compile(r"nhỏ và vừa|nho va vua|\bsmes?\b|中小|중소", re.IGNORECASE)
_OWNED = re.compile(
    r"sở hữu|so huu|doanh nghiệp (?:nội|việt|trong nước|fdi|nhật|hàn)|dn (?:nội|việt|fdi)|vốn |von |owned|local (?:company|companies|firm|supplier|vietnamese)|vietnamese (?:company|firm|supplier|owned)|liên doanh|joint venture|fdi|ncc việt|nội địa|日系|韓系|現地企業|한국계|일본계|현지",
    re.IGNORECASE,
)


def read_partner(
    sources: Sequence[Source], found: Sequence[Found], vocabulary: Vocabulary
) -> list[Requirement]:
    """Return the requirements on the supplier as a firm."""
    result = [
        group.requirement("certificate")
        for group in groups(found, "certificate")
        if group.mood is not Mood.REFUSED
    ]
    result = _distinct(result)
    result.extend(_inspection(found, vocabulary))
    result.extend(_places(found))
    result.extend(_markets(found))
    for source in sources:
        result.extend(_words(source))
        result.extend(_company(source, vocabulary))
    return _distinct(result)


def _distinct(listed: list[Requirement]) -> list[Requirement]:
    """Drop requirements that say the same again; the harder one stays."""
    kept: dict[str, Requirement] = {}
    for requirement in listed:
        key = f"{requirement.type}:{sorted(map(str, requirement.value.get('any_of', [str(requirement.value)])))}"
        if key not in kept or (requirement.hard and not kept[key].hard):
            kept[key] = requirement
    return list(kept.values())


def _inspection(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    result = []
    for group in groups(found, "machine"):
        measuring = [code for code in group.codes if is_measuring(vocabulary, code)]
        if measuring and group.mood is not Mood.REFUSED:
            result.append(group.requirement("inspection", measuring))
    return result


def _places(found: Sequence[Found]) -> list[Requirement]:
    result = []
    for group in groups(found, "place", choice=True):
        source, mention = group.source, group.members[0].mention
        before = source.cleaned[max(0, mention.start - 26) : mention.start]
        if (
            group.codes == ("vn",)
            or source.field in {"delivery_place", "buyer"}
            or _DELIVERY.search(before)
            or group.mood is Mood.REFUSED
        ):
            continue
        near = source.around(
            mention.start, group.members[-1].mention.end, 40
        )  # "북부 지역 업체만", "NCC tại Hà Nội"
        distances = [q.high for q in find_quantities(near) if q.dimension == "distance"]
        within = distances[0] if distances else NEAR_KM if _NEAR.search(near) else None
        told = (
            source.field == "place"
            or bool(distances)
            or bool(_LOCATED.search(near))
            or group.mood is not Mood.STATED
        )
        if source.field == "place" or source.is_free:
            result.append(group.requirement("place", hard=told, within_km=within))
    return result[:1]


def _markets(found: Sequence[Found]) -> list[Requirement]:
    result = []
    for group in groups(found, "market"):
        near = group.source.around(group.members[0].mention.start, group.members[-1].mention.end, 24)
        if group.mood is not Mood.REFUSED and (
            group.source.field == "market" or (group.source.is_free and _EXPORT.search(near))
        ):
            result.append(group.requirement("export_market"))
    for group in groups(found, "language"):
        near = group.source.around(group.members[0].mention.start, group.members[-1].mention.end, 16)
        if group.mood is not Mood.REFUSED and (
            group.source.field == "language" or (group.source.is_free and _LANGUAGE.search(near))
        ):
            result.append(group.requirement("language"))
    return result


def _words(source: Source) -> list[Requirement]:
    """Read maker, in-house and tooling from words; a refused trader or subcontractor asks for their opposite."""
    result: list[Requirement | None] = []
    trader, maker = _TRADER.search(source.cleaned), _MAKER.search(source.cleaned)
    if source.is_free or source.field == "ownership":
        if trader and source.mood(trader.start()) is Mood.REFUSED:
            result.append(Requirement("maker", {"is_maker": True}, trader.group(), True, 1.0, source.heading))
        elif maker:
            result.append(required("maker", {"is_maker": True}, source, maker.start(), maker.end()))
        outsourced, in_house = _OUTSOURCED.search(source.cleaned), _IN_HOUSE.search(source.cleaned)
        if outsourced and source.mood(outsourced.start()) is Mood.REFUSED:
            result.append(
                Requirement("in_house", {"in_house": True}, outsourced.group(), True, 1.0, source.heading)
            )
        elif in_house and not _TOOLING.search(source.cleaned):
            result.append(
                required("in_house", {"in_house": True}, source, in_house.start(), in_house.end(), 0.9)
            )
    tooling = _TOOLING.search(source.cleaned)
    if tooling and (source.is_free or source.field in {"tooling", "process"}):
        result.append(required("tooling", {"in_house": True}, source, tooling.start(), tooling.end()))
    elif source.field == "tooling" and (
        fold(source.text)
        in {
            "co",
            "yes",
            "x",
            "supplier",
            "ncc",
            "nha cung cap",
            "vendor",
            "in house",
            "tu lam",
            "noi bo",
            "有",
            "要",
            "社内",
            "필요",
        }
        or fold(source.text).startswith(("ncc ", "supplier ", "yes", "nha cung cap "))
    ):
        result.append(required("tooling", {"in_house": True}, source, 0, len(source.cleaned), 0.9))
    return [r for r in result if r is not None]


def _company(source: Source, vocabulary: Vocabulary) -> list[Requirement]:
    result: list[Requirement | None] = []
    if not (source.is_free or source.field in {"company_size", "ownership"}):
        return []
    for q in find_quantities(source.text, source.style):
        if q.dimension == "person" or (source.field == "company_size" and not q.dimension):
            ends = {
                "min_workers": None if q.sign == "≤" else q.low,
                "max_workers": q.high if q.sign == "≤" or q.high > q.low else None,
            }
            result.append(required("size_class", ends, source, q.start, q.end, 0.9))
            break
    small = _SME.search(source.cleaned)
    if small and not result:
        result.append(
            required(
                "size_class",
                {"min_workers": None, "max_workers": 200},
                source,
                small.start(),
                small.end(),
                0.8,
            )
        )
    owned = _OWNED.search(source.cleaned)
    if owned or source.field == "ownership":
        start = owned.start() if owned else 0
        end = min(len(source.cleaned), start + 40)
        kinds = read_ownership(source.cleaned[start:end], vocabulary)
        if kinds:
            result.append(
                required("ownership", {"any_of": list(kinds), "none_of": []}, source, start, end, 0.8)
            )
    return [r for r in result if r is not None]
