"""Words of the history: what an act's code and a field's name mean. The one place for them; an unknown one shows itself.

Codes are "<noun>.<verb>", as `record` in `apps/…/actions` writes them.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.web.templatetags.mx_records import in_words

ACTS: dict[str, Promise] = {
    "enterprise.create": _("Record made"),
    "enterprise.identity": _("Identity corrected"),
    "enterprise.claim": _("Record claimed by the firm"),
    "enterprise.submit": _("Sent in for checking"),
    "enterprise.ask_supplement": _("Supplement asked for"),
    "enterprise.desk_check": _("Marked as desk-checked"),
    "enterprise.site_verify": _("Marked as site-verified"),
    "enterprise.publish": _("Published"),
    "enterprise.unpublish": _("No longer published"),
    "enterprise.status": _("Status of the business changed"),
    "enterprise.consent": _("Consent to publication"),
    "enterprise.confirm": _("Confirmed as still true"),
    "claim.add": _("Line added"),
    "claim.change": _("Line changed"),
    "claim.propose": _("Change to a verified line proposed"),
    "claim.confirm": _("Line confirmed as still true"),
    "claim.withdraw": _("Line withdrawn"),
    "claim.accept": _("Line accepted"),
    "claim.refuse": _("Line refused"),
    "claim.ask": _("Question about a line"),
    "claim.evidence": _("Evidence added"),
    "site.add": _("Site added"),
    "site.change": _("Site changed"),
    "site.remove": _("Site removed"),
    "authority.add": _("Authority added"),
    "authority.correct": _("Authority corrected"),
    "authority.end": _("Authority ended"),
    "parameter.add": _("New value of a parameter"),
    "places.load": _("Units of places loaded"),
    "message.hold": _("Mail held back"),
    "message.retry": _("Mail sent once more"),
    "invitation.sent": _("Invitation sent"),
    "invitation.sent_again": _("Invitation sent once more"),
    "invitation.accepted": _("Invitation accepted"),
    "invitation.revoked": _("Invitation revoked"),
    "person.created": _("Account made"),
    "person.corrected": _("Account corrected"),
    "person.deactivated": _("Account switched off"),
    "person.reactivated": _("Account switched on again"),
    "person.second_factor_reset": _("Second factor reset"),
    "person.signed_out": _("Signed out everywhere"),
    "person.erased": _("Account erased"),
    "person.signed_in": _("Signed in"),
    "person.password_changed": _("Password changed"),
    "person.email_changed": _("E-mail address changed"),
    "person.second_factor_added": _("Second factor added"),
    "person.second_factor_removed": _("Second factor taken away"),
    "person.recovery_codes_made": _("Recovery codes made anew"),
    "person.office_joined": _("Account of a sign-in server joined"),
    "person.office_separated": _("Account of a sign-in server separated"),
    "representative.added": _("May act for the firm"),
    "representative.ended": _("No longer acts for the firm"),
    "contact.added": _("Contact person added"),
    "contact.changed": _("Contact person corrected"),
    "contact.consented": _("Contact person agreed"),
    "contact.withdrew": _("Contact person withdrew consent"),
    "contact.erased": _("Contact person erased"),
    "contact.exported": _("Data of a contact person handed out"),
    "role.granted": _("Role granted"),
    "role.ended": _("Role ended"),
}

#: field of a record → its name; fields of claims ("process.processes") are named by their kind
FIELDS: dict[str, Promise] = {
    "name": _("Name"),
    "name_en": _("English name"),
    "tax_code": _("Tax code"),
    "former_tax_codes": _("Former tax codes"),
    "stage": _("Stage"),
    "status": _("In business"),
    "status_since": _("Since"),
    "merged_into": _("Merged into"),
    "head_office": _("Head office"),
    "consented_at": _("Consent given at"),
    "consent_basis": _("Basis of publication"),
    "confirmed_on": _("Last confirmed"),
    "is_illustrative": _("Illustrative"),
    "origin": _("Origin"),
    "state": _("State"),
    "grade": _("Grade of evidence"),
    "check_state": _("Waits for"),
    "address": _("Address"),
    "kind": _("Kind"),
    "cluster": _("Cluster"),
    "resolution": _("How surely the unit is known"),
    "province_code": _("Province"),
    "old_district_code": _("District before 1 July 2025"),
    "old_ward_code": _("Ward before 1 July 2025"),
    "new_unit_code": _("Unit since 1 July 2025"),
    "full_name": _("Full name"),
    "position": _("Position"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "language": _("Language"),
    "role": _("Role"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "expires_on": _("Expires on"),
    "is_active": _("Active"),
    "value": _("Value"),
    "legal_basis": _("Legal basis"),
    "note": _("Note"),
    "sessions": _("Sessions"),
    "second_factors": _("Second factors"),
    "user": _("Person"),
    "proof": _("How it was proven"),
    "is_registered": _("Registered contact"),
    "purpose": _("Kept for"),
    "basis": _("Basis"),
    "withdrawn_at": _("Consent withdrawn at"),
    "enterprise_id": _("Firm"),
    "kind_of_factor": _("Kind"),
    "task_code": _("Code of the task"),
    "task_vi": _("Task, in Vietnamese"),
    "task_en": _("Task, in English"),
    "level": pgettext_lazy("level of authority", "Level"),
    "body_vi": _("Body, in Vietnamese"),
    "body_en": _("Body, in English"),
    "is_verified": _("The legal basis was read and says so"),
    "unit_count": _("Number of units"),
}


def act_in_words(code: str) -> str:
    """Return what an act was; the code itself when nobody gave it words."""
    return str(ACTS.get(code, code))


def field_in_words(name: str) -> str:
    """Return what a field is called; its own name when nobody gave it another."""
    kind_code, _dot, field_name = name.partition(".")
    if field_name and (kind := claim_kinds().get(kind_code)):
        return next((in_words(one.label) for one in kind.fields if one.name == field_name), field_name)
    return str(FIELDS.get(name, name))
