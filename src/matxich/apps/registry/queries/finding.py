"""Finding records by what an officer has at hand; the directory's index is for the public and for more words."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from matxich.apps.registry.models import Contact, Enterprise, EnterpriseName, FormerTaxCode
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.shared.text import fold


def find_enterprises(query: str) -> QuerySet[Enterprise]:
    """Return the firms whose name (now or before), tax code (now or before) or a contact's e-mail holds the query.

    Names are compared folded: accents, case and tone placement do not matter, every word has to be there. Records that
    went into others are left out. The order is the caller's.
    """
    folded = fold(query)
    words = folded.split()
    digits = query.replace(" ", "").replace("-", "")
    found = _holds_all("name_folded", words)
    found |= Q(pk__in=EnterpriseName.objects.filter(_holds_all("name_folded", words)).values("enterprise_id"))
    if digits.isascii() and digits.isdigit() and len(digits) >= 4:
        code = f"{digits[:10]}-{digits[10:]}" if len(digits) > 10 else digits
        found |= Q(tax_code__startswith=code)
        found |= Q(pk__in=FormerTaxCode.objects.filter(tax_code__startswith=code).values("enterprise_id"))
    if "@" in query:
        people = Contact.objects.filter(email__icontains=query.strip(), erased_at=None)
        found |= Q(pk__in=people.values("enterprise_id"))
    return Enterprise.objects.filter(found).exclude(status=Status.MERGED)


def _holds_all(field: str, words: list[str]) -> Q:
    if not words:
        return Q(pk__in=())
    every = Q()
    for word in words:
        every &= Q(**{f"{field}__contains": word})
    return every
