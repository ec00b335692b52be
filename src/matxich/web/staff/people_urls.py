"""Addresses of the pages about people, below /staff/people/."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import people_acts, people_invitations, people_views

urlpatterns = [
    path("people/", people_views.people_list, name="people"),
    path("people/invitations/", people_invitations.invitations, name="people_invitations"),
    path("people/invitations/new/", people_invitations.invite_somebody, name="people_invite"),
    path(
        "people/invitations/<int:invitation_id>/sending/",
        people_invitations.send_again,
        name="people_invitation_sending",
    ),
    path(
        "people/invitations/<int:invitation_id>/revocation/",
        people_invitations.call_back,
        name="people_invitation_revocation",
    ),
    path("people/<int:user_id>/", people_views.person, name="person"),
    path("people/<int:user_id>/roles/", people_acts.give_role, name="person_roles"),
    path("people/<int:user_id>/roles/<int:grant_id>/end/", people_acts.take_role, name="person_role_end"),
    path("people/<int:user_id>/closure/", people_acts.close, name="person_closure"),
    path("people/<int:user_id>/opening/", people_acts.open_again, name="person_opening"),
    path("people/<int:user_id>/signing-out/", people_acts.sign_out, name="person_signing_out"),
    path("people/<int:user_id>/second-factor-reset/", people_acts.reset_factor, name="person_second_factor"),
    path("people/<int:user_id>/erasure/", people_acts.erase, name="person_erasure"),
]
