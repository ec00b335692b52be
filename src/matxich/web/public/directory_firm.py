"""The public page of one firm: what it claims, how well each line is evidenced, until when it holds, what is not known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from matxich.apps.places.queries.gazetteer import gazetteer
from matxich.apps.registry.directory_facts import entry_of
from matxich.apps.registry.facts import current_claims, sites_of
from matxich.apps.registry.models import Claim, Enterprise, Site
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.directory.entry import Entry
from matxich.domain.enterprises.claim_kind import CHOICE, YES_NO, ClaimField, ClaimKind, claim_kinds
from matxich.domain.shared.grade import LABELS, Grade
from matxich.web.components.grade_bars.drawing import grade_bars
from matxich.web.public.directory_language import alternates, in_asked_language
from matxich.web.public.directory_words import code_label, labels, said

#: kinds of claims that have a section, in its order; figures are never public, and a profile is its head
SECTIONS = ("process", "certificate", "machine", "product", "market", "customer")


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a claim with what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One line of the profile."""

    title: str
    fields: tuple[ShownField, ...]
    #: labels of fields that nobody stated
    unknown: tuple[str, ...]
    grade_name: str
    bars: SafeString
    expires_on: dt.date | None
    #: level code of its validity: "meets", "expired", "unknown"; "" for a kind that does not expire
    validity: str
    verified_on: dt.date | None
    confirmed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of claims."""

    code: str
    name: str
    claims: tuple[ShownClaim, ...]


@require_safe
@in_asked_language
def firm(request: HttpRequest, enterprise_id: int) -> HttpResponse:
    """The page of one firm; a record that was merged leads to the one it went into."""
    row = Enterprise.objects.select_related("merged_into").filter(pk=enterprise_id).first()
    if row is not None and row.status == Status.MERGED and row.merged_into and row.merged_into.is_public:
        return redirect("public:directory_firm", row.merged_into.pk)
    if row is None or not row.is_public:
        raise Http404(enterprise_id)
    today = timezone.localdate()
    claims, sites = current_claims([row.pk])[row.pk], sites_of([row.pk])[row.pk]
    aliases = tuple(row.names.values_list("name", flat=True))
    entry = entry_of(row, claims, sites, gazetteer(), aliases=aliases)
    path = reverse("public:directory_firm", args=[row.pk])
    profile = next((claim for claim in claims if claim.kind == "profile"), None)
    values = {
        "firm": row,
        "name": _name(row),
        "other_name": row.name if _name(row) != row.name else row.name_en,
        "aliases": aliases,
        "entry": entry,
        "is_illustrative": row.is_illustrative,
        "bars": grade_bars(row.best_grade),
        "grade_name": said(LABELS[Grade(row.best_grade)]) if row.best_grade else "",
        "profile": _claim(profile, claim_kinds()["profile"], today) if profile else None,
        "description": profile.written.get("description", "") if profile else "",
        "size": code_label("size", row.size_class) if row.size_class else "",
        "ownership": labels("ownership", entry.ownership),
        "sites": [_site(site, entry) for site in sites],
        "sections": list(_sections(claims, today)),
        "canonical": request.build_absolute_uri(path),
        "alternates": alternates(request, path),
        "json_ld": _json_ld(row, entry, sites, request.build_absolute_uri(path)),
    }
    return render(request, "public/templates/directory_firm.html", values)


def _name(row: Enterprise) -> str:
    return row.name_en if get_language() != "vi" and row.name_en else row.name


def _sections(claims: Sequence[Claim], today: dt.date) -> Iterator[Section]:
    for code in SECTIONS:
        kind = claim_kinds()[code]
        own = sorted(
            (claim for claim in claims if claim.kind == code), key=lambda claim: (-claim.grade, claim.pk)
        )
        yield Section(code, said(kind.plural), tuple(_claim(claim, kind, today) for claim in own))


def _claim(claim: Claim, kind: ClaimKind, today: dt.date) -> ShownClaim:
    public = [field for field in kind.fields if field.public and field.name != "description"]
    stated = [(field, claim.written.get(field.name, "").strip()) for field in public]
    head, *rest = stated
    title = _value(head[0], head[1]) if head[0].required else ""
    if not kind.fields[
        0
    ].public:  # the line is called by what of it is public: a customer by its place in the chain
        title, rest = "", stated
    return ShownClaim(
        title=title,
        fields=tuple(ShownField(said(field.label), _value(field, value)) for field, value in rest if value),
        unknown=tuple(said(field.label) for field, value in rest if not value),
        grade_name=said(LABELS[Grade(claim.grade)]),
        bars=grade_bars(claim.grade),
        expires_on=claim.expires_on,
        validity=_validity(claim, today) if kind.code == "certificate" else "",
        verified_on=claim.verified_on,
        confirmed_on=claim.confirmed_on,
    )


def _value(field: ClaimField, text: str) -> str:
    """Return what was written, a choice by its label, a figure with its unit where none was written."""
    if field.kind in {CHOICE, YES_NO}:
        label = next((label for code, label in field.choices if code == text), None)
        return said(label) if label else text
    has_unit = not field.unit or any(sign.isalpha() for sign in text.removeprefix("Ra").removeprefix("Ø"))
    return text if has_unit else f"{text} {field.unit}"


def _validity(claim: Claim, today: dt.date) -> str:
    if claim.expires_on is None:
        return "unknown"
    return "meets" if claim.expires_on >= today else "expired"


def _site(site: Site, entry: Entry) -> dict[str, Any]:
    return {
        "kind": site.get_kind_display(),
        "address": site.address,
        "cluster": site.cluster,
        "is_certain": site.resolution in {Site.Resolution.CONFIRMED, Site.Resolution.RESOLVED},
    }


def _json_ld(row: Enterprise, entry: Entry, sites: Sequence[Site], address: str) -> SafeString:
    """Return the firm as schema.org's Organization, for search engines. Not executed, so the content policy lets it pass."""
    known = dict.fromkeys([*(code for line in entry.lines if line.is_stated for code in line.processes)])
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": row.name,
        "alternateName": [name for name in (row.name_en, *entry.aliases) if name],
        "taxID": row.tax_code,
        "address": [
            {"@type": "PostalAddress", "streetAddress": site.address, "addressCountry": "VN"}
            for site in sites
        ],
        "knowsAbout": [code_label("process", code) for code in known],
        "hasCertification": [
            {
                "@type": "Certification",
                "name": code_label("certificate", held.code),
                **({"expires": held.expires_on.isoformat()} if held.expires_on else {}),
            }
            for held in entry.certificates
        ],
    }
    if row.is_illustrative:
        facts["disambiguatingDescription"] = "Illustrative data: this firm is invented."
    text = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False)
    inert = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(inert))  # noqa: S308 -- escaped as JSON
