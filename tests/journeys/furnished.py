"""One of each thing that an address of the site may name, with what its page shows. Imported once Django is ready."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

from django.test import Client
from django.utils import timezone

from matxich.apps.accounts.models import Role, User
from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import Message
from matxich.apps.registry.actions import campaigns
from matxich.apps.registry.actions.claiming import ask_officer
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.duplicates import judge_different
from matxich.apps.registry.actions.importing.beginning import begin_import
from matxich.apps.registry.actions.merging import merge
from matxich.apps.registry.models import (
    Contact,
    DuplicateJudgement,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    Site,
)
from matxich.domain.enterprises.definition import definitions
from matxich.jobs.runner import run_waiting
from matxich.web.presenters.files import address_of
from tests.apps.registry import workbooks
from tests.files.evidence import PDF_FILE
from tests.web.everyone import World
from tests.web.people import firm, person


class Furnished(World):
    """The world of every address, with what its pages show."""

    def __init__(self) -> None:
        super().__init__()
        now = timezone.now()
        own = self.enterprise
        self.officer = person("Nguyễn Thị Hồng", Role.OFFICER)
        self.file = store(PDF_FILE, "Chứng nhận.pdf", actor=COMMAND, now=now)
        self.claims = _claims(own, self.file)
        self.site = Site.objects.create(
            enterprise=own, kind="factory", address="KCN Thăng Long, Đông Anh, Hà Nội"
        )
        EnterpriseName.objects.create(
            enterprise=own, kind="former", name="Xí nghiệp Sen", name_folded="xi nghiep sen"
        )
        EnterpriseRole.objects.create(enterprise=own, role="supplier", valid_from=dt.date(2020, 1, 1))
        Contact.objects.filter(enterprise=own).update(is_registered=True)
        self._begin_work(now)
        self._find_duplicates(now)
        self.published = Enterprise.objects.filter(is_illustrative=True, stage="published").first()
        self.job = ask_for("clean_up", {}, now, actor=Actor(self.bystander.pk))
        self.match = _matched()

    def _begin_work(self, now: dt.datetime) -> None:
        """An import that is looked through and a round of asking that goes on."""
        self.free = firm("Công ty TNHH Nhựa Chưa Ai Nhận", "0100100079")
        self.batch = begin_import(
            workbooks.workbook(workbooks.LOTUS, workbooks.PLASTIC, workbooks.CASTING),
            "danh-sách.xlsx",
            actor=Actor(self.officer.pk),
            now=now,
        )
        self.campaign = campaigns.create(
            "Xác nhận 2026",
            {},
            now.date() + dt.timedelta(days=30),
            actor=Actor(self.officer.pk),
            now=now,
        )
        campaigns.start(self.campaign, actor=Actor(self.officer.pk), on=now.date(), now=now)
        run_waiting()

    def _find_duplicates(self, now: dt.datetime) -> None:
        """Two records that may be one, two that were judged, two that were merged."""
        actor = Actor(self.officer.pk)
        alike = [firm(f"Công ty CP Nhựa Hoa Ban {number}") for number in range(6)]
        self.pair = DuplicatePair.objects.create(first=alike[0], second=alike[1], score=0.8, found_at=now)
        judged = DuplicatePair.objects.create(first=alike[2], second=alike[3], score=0.7, found_at=now)
        judge_different([judged], actor=actor, now=now, reason="Hai nhà máy")
        self.judgement = DuplicateJudgement.objects.get()
        self.merge = merge(alike[4], alike[5], actor=actor, now=now, reason="Một doanh nghiệp")

    def arguments(self) -> dict[str, Any]:
        own = self.enterprise
        found = address_of(self.file)
        token, name = re.search("/files/([0-9a-f]{32})/([^?]+)", found).groups()  # type: ignore[union-attr]
        asked = Message.objects.filter(body__contains="/confirm/").first()
        known = {
            "line": self.claims[0].line,
            "claim_id": self.claims[0].pk,
            "site_id": self.site.pk,
            "contact_id": self.contact.pk,
            "batch_id": self.batch.pk,
            "duplicate_pair_id": self.pair.pk,
            "duplicate_judgement_id": self.judgement.pk,
            "merge_id": self.merge.pk,
            "kept_id": self.pair.first_id,
            "gone_id": self.pair.second_id,
            "firm_id": self.free.pk,
            "claiming_request_id": self.request.pk,
            "name_id": own.names.last().pk,
            "role_id": own.roles.last().pk,
            "invitation_id": self.invitation.pk,
            "member_id": self.campaign.members.first().pk,
            "representative_id": own.representatives.first().pk,
            "public:attachment.token": token,
            "public:attachment.name": name,
            "public:directory_firm.enterprise_id": self.published.pk,
            "staff:person_opening.user_id": User.objects.get(is_active=False).pk,
            "staff:campaign.number": self.campaign.pk,
            "staff:message.number": asked.pk,
            "staff:definition.code": next(iter(definitions())),
            "jobs:progress.number": self.job.pk,
            **{f"{desk}:firm_line_new.kind": "certificate" for desk in ("desk", "staff")},
            "staff:campaign_act.act": "closure",
            "staff:import_all.act": "new",
            "staff:import_application.mode": "good",
            "staff:firm_act.act": "submit",
            "staff:firm_status.status": "suspended",
        }
        for name in ("confirmation", "confirmation_renewal"):
            known[f"public:{name}.token"] = re.search(r"/confirm/([\w-]+)/", asked.body)[1]
        for name in ("match", "progress", "understood", "upgrades", "line", "result_json", "result_xlsx"):
            known[f"public:{name}.token"] = self.match
        return super().arguments() | known


def _matched() -> str:
    """Match the sample as a visitor does; return the token of its pages."""

    client = Client(SERVER_NAME="127.0.0.1")
    address = client.post("/matches/", {"sample": "1"}).headers["Location"]
    end = time.monotonic() + 60
    while "mx-lines" not in client.get(address).content.decode():
        assert time.monotonic() < end, "the sample is not matched"
        time.sleep(0.2)
    return re.search("[0-9a-f]{32}", address)[0]  # type: ignore[index]


def asked(world: Any, user: Any) -> Any:
    """Let somebody say that a firm is theirs."""

    now = timezone.now()
    words = {"message": "Tôi là giám đốc", "files": [world.file]}
    return ask_officer(world.free, user, actor=Actor(user.pk), now=now, on=timezone.localdate(now), **words)


def _claims(own: Any, file: Any) -> list[Any]:

    written = {
        "certificate": {"standard": "IATF 16949", "number": "Q-1", "expires_on": "31/12/2099"},
        "process": {"process": "Đúc áp lực", "materials": "Nhôm", "tolerance_mm": "±0,05"},
        "machine": {"machine_type": "Máy phay CNC", "quantity": "4"},
        "product": {"name": "Vỏ hộp số"},
        "customer": {"name": "Khách Kín", "country": "Nhật Bản", "tier": "tier1"},
        "market": {"market": "Nhật Bản"},
        "figure": {"year": "2025", "measure": "workers", "value": "120"},
        "profile": {"ownership": "Trong nước", "description": "Đúc & gia công <b>chi tiết</b>"},
    }
    now = timezone.now()
    return [
        propose(
            own,
            kind,
            fields,
            actor=COMMAND,
            now=now,
            source="self",
            evidence=[file] if kind == "certificate" else [],
        )
        for kind, fields in written.items()
    ]
