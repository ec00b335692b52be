"""The registry table, its exports and bulk acts, and a firm's record for staff."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.models import Enterprise, EnterpriseName, Site
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.apps.registry.queries.firms_table import firms
from tests.web.conftest import text_of
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 25)


@pytest.fixture
def officer(client):
    """A browser in which an officer is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    return client


@pytest.fixture
def leader(client):
    """A browser in which a leader is signed in."""
    client.force_login(person("Trần Lãnh Đạo", Role.LEADER))
    return client


@pytest.fixture
def lasen():
    """A firm."""
    return firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")


@pytest.fixture
def hoaban():
    """Another firm, illustrative and published."""
    made = firm("Công ty CP Nhựa Hoa Ban")
    fields = {"stage": Stage.PUBLISHED, "is_illustrative": True, "confirmed_on": ON, "best_grade": 2}
    Enterprise.objects.filter(pk=made.pk).update(**fields, consent_basis="Phiếu ký")
    made.refresh_from_db()
    return made


def claims(enterprise, kind="process", **written) -> None:
    written = written or {"process": "phay CNC"}
    propose(enterprise, kind, written, actor=COMMAND, now=timezone.now(), source="self")


def test_every_filter_narrows_the_table(lasen, hoaban):
    claims(lasen)
    Site.objects.create(enterprise=lasen, address="Đông Anh", old_district_code="017", new_unit_code="00454")
    asked = [
        ({}, {lasen, hoaban}),
        ({"q": "la sen"}, {lasen}),
        ({"q": "0100109"}, {lasen}),
        ({"stage": "published"}, {hoaban}),
        ({"status": "ceased"}, set()),
        ({"role": "supplier"}, {lasen, hoaban}),
        ({"role": "bank"}, set()),
        ({"process": "machining"}, {lasen}),
        ({"grade": "2"}, {hoaban}),
        ({"grade": "nonsense"}, set()),
        ({"old_district": "017"}, {lasen}),
        ({"unit": "00454"}, {lasen}),
        ({"confirmed_before": "2026-11-25"}, {lasen}),
        ({"confirmed_before": "nonsense"}, {lasen, hoaban}),
        ({"origin": "import"}, set()),
        ({"illustrative": "no"}, {lasen}),
    ]
    for filters, found in asked:
        assert set(firms(filters, ON)) == found, filters


def test_a_record_that_went_into_another_is_listed_only_when_asked_for(lasen, hoaban):
    Enterprise.objects.filter(pk=lasen.pk).update(status=Status.MERGED, merged_into=hoaban)
    assert set(firms({}, ON)) == {hoaban}
    assert set(firms({"status": "merged", "q": "Lá Sen"}, ON)) == {lasen}


def test_the_address_holds_filters_and_sort(officer, lasen, hoaban):
    page = officer.get(reverse("staff:firms"), {"stage": "published", "sort": "-name"}).content.decode()
    assert "Hoa Ban" in page
    assert "Lá Sen" not in page
    assert 'value="published" selected' in page
    assert "stage=published&amp;sort=-name" in page  # the exports take what is shown


def test_a_leader_reads_and_may_not_act(leader, lasen):
    page = leader.get(reverse("staff:firms")).content.decode()
    assert 'name="row"' not in page
    assert "Chỉ cán bộ chương trình" in page
    assert leader.get(reverse("staff:firm", args=[lasen.pk])).status_code == 200
    assert leader.post(reverse("staff:firms_bulk"), {"act": "publish", "row": lasen.pk}).status_code == 403
    assert leader.post(reverse("staff:firm_act", args=[lasen.pk, "submit"])).status_code == 403


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_export_holds_every_page_and_runs_nothing(officer, lasen):
    for number in range(60):
        firm(f"Công ty {number:02}")
    Enterprise.objects.filter(pk=lasen.pk).update(name='=HYPERLINK("x")')
    rows = rows_of(officer.get(reverse("staff:firms_csv")))
    assert len(rows) == 62
    assert any(row[0] == '\'=HYPERLINK("x")' for row in rows)
    content = officer.get(reverse("staff:firms_xlsx")).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert sum("Công ty" in str(row[0]) for row in sheet) >= 60
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_an_export_with_illustrative_firms_says_so(officer, lasen, hoaban):
    answer = officer.get(reverse("staff:firms_csv"))
    assert "illustrative" in answer.headers["Content-Disposition"]
    assert all(row[-1] == "Dữ liệu minh họa" for row in rows_of(answer)[1:])
    narrowed = officer.get(reverse("staff:firms_csv"), {"illustrative": "no"})
    assert "illustrative" not in narrowed.headers["Content-Disposition"]
    assert [row[0] for row in rows_of(narrowed)[1:]] == ["Công ty TNHH Cơ khí Lá Sen"]


def test_a_bulk_act_asks_first_and_says_why_a_row_is_refused(officer, lasen, hoaban):
    claims(lasen)
    chosen = {"act": "submit", "row": [lasen.pk, hoaban.pk], "next": reverse("staff:firms") + "?q=x"}
    asked = text_of(officer.post(reverse("staff:firms_bulk"), chosen).content)
    assert "đang ở bước “đã công bố”" in asked
    lasen.refresh_from_db()
    assert lasen.stage == Stage.IMPORTED
    done = officer.post(reverse("staff:firms_bulk"), {**chosen, "confirmed": "1", "reason": ""})
    report = text_of(done.content)
    assert "Đã làm cho 1, từ chối 1" in report
    assert "đang ở bước “đã công bố”" in report
    lasen.refresh_from_db()
    assert lasen.stage == Stage.SUBMITTED


def test_a_bulk_act_that_needs_a_reason_is_not_done_without(officer, hoaban):
    chosen = {"act": "unpublish", "row": [hoaban.pk], "confirmed": "1"}
    officer.post(reverse("staff:firms_bulk"), {**chosen, "reason": ""})
    hoaban.refresh_from_db()
    assert hoaban.stage == Stage.PUBLISHED
    officer.post(reverse("staff:firms_bulk"), {**chosen, "reason": "Doanh nghiệp yêu cầu"})
    hoaban.refresh_from_db()
    assert hoaban.stage == Stage.DESK_CHECKED
    assert AuditEntry.objects.get(action="enterprise.unpublish").reason == "Doanh nghiệp yêu cầu"


def test_a_bulk_act_on_the_officers_own_firm_is_refused(client, hoaban):
    client.force_login(represents(person("Vừa cán bộ vừa chủ", Role.OFFICER), hoaban))
    chosen = {"act": "unpublish", "row": [hoaban.pk], "confirmed": "1", "reason": "Thử"}
    assert "từ chối 1" in text_of(client.post(reverse("staff:firms_bulk"), chosen).content)


def test_an_act_says_why_it_is_off(officer, lasen):
    page = text_of(officer.get(reverse("staff:firm", args=[lasen.pk])).content)
    assert "Hồ sơ chưa có năng lực" in page


def test_an_act_moves_the_record_and_an_older_page_conflicts(officer, lasen):
    claims(lasen)
    address = reverse("staff:firm_act", args=[lasen.pk, "submit"])
    lasen.refresh_from_db()
    version = lasen.version
    assert officer.post(address, {"reason": "", "version": version}).status_code == 302
    lasen.refresh_from_db()
    assert lasen.stage == Stage.SUBMITTED
    asked = reverse("staff:firm_act", args=[lasen.pk, "ask_supplement"])
    late = officer.post(asked, {"reason": "Thiếu bản chụp", "version": version})
    assert late.status_code == 409
    assert "Thiếu bản chụp" in text_of(late.content)


def test_a_suspended_firm_is_resumed(officer, lasen):
    for status in ("suspended", "active"):
        address = reverse("staff:firm_status", args=[lasen.pk, status])
        officer.post(address, {"reason": "Công văn 12", "version": ""})
        lasen.refresh_from_db()
        assert lasen.status == status


def identity(officer, enterprise, **fields):
    enterprise.refresh_from_db()
    kept = {
        "name": enterprise.name,
        "name_en": "",
        "tax_code": enterprise.tax_code,
        "reason": "Giấy đăng ký mới",
    }
    address = reverse("staff:firm_identity", args=[enterprise.pk])
    return officer.post(address, {**kept, "version": enterprise.version, **fields})


def test_a_name_that_is_changed_stays_as_a_former_one(officer, lasen):
    identity(officer, lasen, name="Công ty CP Cơ khí Lá Sen")
    assert lasen.names.get().kind == EnterpriseName.Kind.FORMER
    assert set(firms({"q": "TNHH Cơ khí Lá Sen"}, ON)) == {lasen}


def test_a_tax_code_of_another_firm_is_refused(officer, lasen, hoaban):
    answer = identity(officer, hoaban, tax_code=lasen.tax_code)
    assert answer.status_code == 400
    assert "đã thuộc về “Công ty TNHH Cơ khí Lá Sen”" in text_of(answer.content)


def test_a_wrong_tax_code_that_is_there_does_not_stand_in_the_way(officer, lasen):
    Enterprise.objects.filter(pk=lasen.pk).update(tax_code="0190005517")
    assert identity(officer, lasen, name="Công ty CP Cơ khí Lá Sen").status_code == 302
    assert identity(officer, lasen, tax_code="0100233489").status_code == 400


def test_names_codes_and_roles_are_added_and_ended(officer, lasen):
    def to(name, *more):
        return reverse(f"staff:{name}", args=[lasen.pk, *more])

    officer.post(
        to("firm_name_new"), {"name-kind": "trading", "name-name": "Lasen", "name-source": "danh thiếp"}
    )
    again = officer.post(to("firm_name_new"), {"name-kind": "alias", "name-name": "LASEN", "name-source": ""})
    assert again.status_code == 400
    officer.post(to("firm_name_removal", lasen.names.get().pk))
    officer.post(to("firm_code_new"), {"code-tax_code": "0100233488"})
    officer.post(to("firm_role_new"), {"role-role": "exhibitor"})
    officer.post(to("firm_role_end", lasen.roles.get(role="supplier").pk))
    assert not lasen.names.exists()
    assert lasen.former_tax_codes.get().tax_code == "0100233488"
    assert [role.role for role in lasen.roles.filter(valid_until=None)] == ["exhibitor"]
    done = set(AuditEntry.objects.filter(subject_id=lasen.pk).values_list("action", flat=True))
    assert done >= {
        "enterprise.alias",
        "enterprise.alias_removed",
        "enterprise.former_code",
        "enterprise.role_ended",
    }
    assert officer.get(to("firm_identity")).status_code == 200


NEW = {"name": "Công ty TNHH Khuôn Ví Dụ", "tax_code": "0100233488", "roles": ["supplier"]}


def test_an_officer_begins_a_record(officer):
    answer = officer.post(reverse("staff:firm_new"), {**NEW, "address": "Đông Anh, Hà Nội"})
    made = Enterprise.objects.get()
    assert answer.headers["Location"] == reverse("staff:firm", args=[made.pk])
    assert (made.tax_code, made.stage, made.sites.count()) == ("0100233488", Stage.IMPORTED, 1)


def test_records_that_look_alike_are_shown_before_a_second_one_is_begun(officer, lasen):
    words = {**NEW, "name": "CÔNG TY TNHH CƠ KHÍ LÁ SEN", "tax_code": ""}
    shown = officer.post(reverse("staff:firm_new"), words)
    assert reverse("staff:firm", args=[lasen.pk]) in shown.content.decode()
    assert Enterprise.objects.count() == 1
    officer.post(reverse("staff:firm_new"), {**words, "anyway": "1"})
    assert Enterprise.objects.count() == 2
