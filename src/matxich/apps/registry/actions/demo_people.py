"""Accounts to try the illustrative region with: one for each part that people play. For a local installation only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.actions.roles import grant_role
from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.models import Enterprise, Representative
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One account."""

    email: str
    full_name: str
    part: Text
    role: Role | None = None
    #: role of the firm that the person acts for
    acts_for: str = ""


#: nobody receives mail at these addresses: the ending is set apart for examples
DEMO_PEOPLE = (
    DemoPerson("canbo@demo.example", "Nghiêm Thu Hà", Text("Cán bộ", "Officer"), Role.OFFICER),
    DemoPerson(
        "canbo2@demo.example", "Khúc Minh Long", Text("Cán bộ thứ hai", "Second officer"), Role.OFFICER
    ),
    DemoPerson("lanhdao@demo.example", "Doãn Quang Việt", Text("Lãnh đạo", "Leader"), Role.LEADER),
    DemoPerson(
        "quantri@demo.example", "Thạch Bảo Khoa", Text("Quản trị", "Administrator"), Role.ADMINISTRATOR
    ),
    DemoPerson("kiemtoan@demo.example", "Chử Thanh Vân", Text("Kiểm tra", "Auditor"), Role.AUDITOR),
    DemoPerson(
        "hoidong@demo.example",
        "Quách Ngọc Yến",
        Text("Thành viên hội đồng", "Council member"),
        Role.COUNCIL_MEMBER,
    ),
    DemoPerson(
        "doanhnghiep@demo.example",
        "Kiều Đức Phong",
        Text("Người của một nhà cung ứng", "Person of a supplier"),
        acts_for="supplier",
    ),
    DemoPerson(
        "benmua@demo.example",
        "Lưu Khánh Linh",
        Text("Người của một bên mua", "Person of a buyer"),
        acts_for="buyer",
    ),
)


def make_demo_people(password: str, *, now: dt.datetime, on: dt.date) -> dict[str, User]:
    """Make the accounts, or open them again, all with this password; return them by e-mail. Call `seat_demo_people` after."""
    found = {}
    with transaction.atomic():
        for person in DEMO_PEOPLE:
            user = User.objects.filter(email=person.email).first()
            if user is None:
                user = create_person(
                    person.email, actor=COMMAND, now=now, full_name=person.full_name, password=password
                )
            else:
                user.set_password(password)
                user.is_active = True
                user.save(update_fields=["password", "is_active"])
            if person.role is not None and person.role not in roles_of(user.pk, on):
                grant_role(user, person.role, actor=COMMAND, now=now, on=on, reason="demo")
            found[person.email] = user
    return found


def seat_demo_people(*, on: dt.date) -> None:
    """Let the firms' people act for an illustrative firm each: the best known supplier, the first buyer."""
    for person in DEMO_PEOPLE:
        if not person.acts_for:
            continue
        firms = Enterprise.objects.filter(
            is_illustrative=True, roles__role=person.acts_for, status=Status.ACTIVE, stage=Stage.PUBLISHED
        )
        firm = firms.order_by("-best_grade", "-completeness_share", "id").first()
        user = User.objects.get(email=person.email)
        if firm is not None and not user.represents.filter(enterprise=firm).exists():
            Representative.objects.create(user=user, enterprise=firm, valid_from=on, proof="officer")


def close_demo_people() -> int:
    """Close the accounts, for good measure when the illustrative data goes; return how many were open."""
    emails = [person.email for person in DEMO_PEOPLE]
    return User.objects.filter(email__in=emails, is_active=True).update(is_active=False)
