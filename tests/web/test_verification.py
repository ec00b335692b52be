"""The queue of lines to verify, one line's page, and accepting several together."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim, Enterprise, Evidence, Verification
from matxich.apps.registry.queries.verification import beside, deadline_on, narrowed_queue, waiting_claims
from tests.web.conftest import text_of
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)
ON = NOW.date()
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SAVE = {"decision": "accepted", "grade": "2"}


@pytest.fixture
def officer(client):
    """A browser in which an officer is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    return client


@pytest.fixture
def lasen():
    """A firm."""
    return firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")


def line(enterprise, standard="ISO 9001", *, days=0, source="self", **fields) -> Claim:
    """A certificate, of a record that was sent in, that waits since so many days."""
    Enterprise.objects.filter(pk=enterprise.pk).update(stage="submitted")
    written = {"standard": standard, **fields}
    return propose(
        enterprise, "certificate", written, actor=COMMAND, now=NOW - dt.timedelta(days=days), source=source
    )


def page_of(claim: Claim, query: str = "") -> str:
    return reverse("staff:verification_claim", args=[claim.pk]) + query


def stood_on(*claims: Claim):
    """One file behind all of these."""
    file = store(PDF, "chung-nhan.pdf", actor=COMMAND, now=NOW)
    Evidence.objects.bulk_create(Evidence(claim=one, attachment=file, added_at=NOW) for one in claims)
    return file


def test_the_longest_waiting_stands_first_with_its_working_days(officer, lasen):
    line(lasen, "ISO 14001", days=2)
    line(lasen, "IATF 16949", days=40)
    page = text_of(officer.get(reverse("staff:verification")).content)
    assert page.index("IATF 16949") < page.index("ISO 14001")
    assert "1 dòng trong danh sách này đã quá hạn." in page


def test_filters_narrow_the_queue(lasen):
    other = firm("Công ty CP Nhựa Hoa Ban")
    first, second = line(lasen, days=3), line(other, days=2, source="link")
    stood_on(second)
    asked = [
        ({"firm": "la sen"}, [first]),
        ({"source": "link"}, [second]),
        ({"evidence": "no"}, [first]),
        ({"kind": "machine"}, []),
        ({"change": "proposed"}, []),
        ({"before": "nobody"}, [first, second]),
        ({"nonsense": "x", "kind": ""}, [first, second]),
    ]
    for filters, found in asked:
        assert list(narrowed_queue(filters, None, ON)) == found, filters


def test_a_field_narrows_to_firms_that_do_such_a_process(lasen):
    other = firm("Công ty CP Nhựa Hoa Ban")
    written = {"process": "phay CNC"}
    propose(lasen, "process", written, actor=COMMAND, now=NOW, source="self")
    mine = line(lasen)
    line(other)
    top = "machining"
    assert mine in narrowed_queue({"process": top}, None, ON)
    assert {one.enterprise_id for one in narrowed_queue({"process": top}, None, ON)} == {lasen.pk}


def test_lines_decided_about_before_are_told_from_new_ones(lasen):
    asked, _fresh = line(lasen), line(lasen, "ISO 14001")
    me = person()
    Verification.objects.create(claim=asked, decision="asked", at=NOW, by_id=me.pk, reason="Thiếu bản chụp")
    assert list(narrowed_queue({"before": "mine"}, me.pk, ON)) == [asked]
    assert list(narrowed_queue({"before": "others"}, me.pk, ON)) == []


def test_after_the_last_line_comes_the_first(lasen):
    one, two, three = (line(lasen, name, days=days) for name, days in (("A", 3), ("B", 2), ("C", 1)))
    assert beside(waiting_claims(), two) == (one.pk, three.pk)
    assert beside(waiting_claims(), three) == (two.pk, one.pk)


def test_late_is_what_waited_longer_than_the_parameter_says(lasen):
    deadline = deadline_on(ON)
    assert not deadline.is_late(ON - dt.timedelta(days=14))
    assert deadline.is_late(ON - dt.timedelta(days=15))
    assert deadline.is_late(deadline.late_until)
    assert not deadline.is_late(deadline.late_until + dt.timedelta(days=1))


def test_accepting_gives_the_grade_and_goes_on_to_the_next(officer, lasen):
    one, two = line(lasen, days=3), line(lasen, "ISO 14001", days=2)
    answer = officer.post(page_of(one, "?kind=certificate"), {**SAVE, "version": one.version})
    assert answer.headers["Location"] == page_of(two, "?kind=certificate")
    one.refresh_from_db()
    assert (one.grade, one.check_state) == (2, Claim.Check.NONE)


def test_a_proposed_change_is_shown_against_the_line_that_holds(officer, lasen):
    held = line(lasen, number="QMS-1")
    decide(held, "accepted", actor=COMMAND, now=NOW, grade=2)
    change = line(lasen, number="QMS-2")
    assert change.state == Claim.State.PROPOSED
    page = officer.get(page_of(change)).content.decode()
    assert "<del>QMS-1</del>" in page
    assert "<ins>QMS-2</ins>" in page
    assert "đã kiểm tra hồ sơ" in page


def test_a_refusal_without_a_reason_is_sent_back_with_what_was_entered(officer, lasen):
    one = line(lasen)
    answer = officer.post(page_of(one), {"decision": "refused", "grade": "3", "version": one.version})
    assert answer.status_code == 400
    assert "Hãy ghi lý do" in text_of(answer.content)
    assert 'value="3" class="mx-choices" required id="id_grade_1" checked' in answer.content.decode()
    assert Verification.objects.count() == 0


def test_the_second_officer_is_told_and_keeps_what_they_wrote(officer, lasen):
    one = line(lasen)
    seen = one.version
    decide(one, "asked", actor=COMMAND, now=NOW, reason="Thiếu trang 2", expected_version=seen)
    answer = officer.post(
        page_of(one),
        {"decision": "refused", "grade": "2", "reason": "Ảnh mờ, không đọc được", "version": seen},
    )
    assert answer.status_code == 409
    assert "Ảnh mờ, không đọc được" in text_of(answer.content)
    assert [made.decision for made in Verification.objects.all()] == ["asked"]


def test_who_acts_for_the_firm_is_told_why_they_cannot_check_it(client, lasen):
    client.force_login(represents(person("Vừa cán bộ vừa chủ", Role.OFFICER), lasen))
    one = line(lasen)
    assert "không thể tự kiểm tra" in text_of(client.get(page_of(one)).content)
    answer = client.post(page_of(one), {**SAVE, "version": one.version})
    assert answer.status_code == 400
    assert Verification.objects.count() == 0


def test_a_decided_line_can_be_read_and_not_decided_again(officer, lasen):
    one = line(lasen)
    decide(one, "refused", actor=COMMAND, now=NOW, reason="Giấy giả")
    page = officer.get(page_of(one))
    assert "Giấy giả" in text_of(page.content)
    assert b'value="accepted"' not in page.content


def test_pictures_and_pdfs_are_shown_in_place_within_this_site_only(officer, lasen):
    one = line(lasen)
    file = stood_on(one)
    page = officer.get(page_of(one))
    assert f"{file.token}/chung-nhan.pdf?show" in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    shown = officer.get(reverse("public:attachment", args=[file.token, file.name]) + "?show")
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    taken = officer.get(reverse("public:attachment", args=[file.token, file.name]))
    assert "frame-ancestors 'none'" in taken.headers["Content-Security-Policy"]


def together(officer, *rows: Claim, **more):
    chosen = [f"{one.pk}:{one.version}" for one in rows]
    return officer.post(reverse("staff:verification_together"), {"row": chosen, **more})


def test_lines_that_share_their_evidence_are_accepted_together(officer, lasen):
    one, two = line(lasen), line(lasen, "ISO 14001")
    stood_on(one, two)
    assert "ISO 14001" in text_of(officer.get(page_of(one)).content)
    asked = together(officer, one, two)
    assert "2 dòng nhận mức bằng chứng" in text_of(asked.content)
    assert Verification.objects.count() == 0
    together(officer, one, two, confirmed="1", grade="2")
    assert set(Claim.objects.values_list("grade", "check_state")) == {(2, "none")}


def test_lines_without_a_common_file_are_accepted_together_only_after_a_visit(officer, lasen):
    one, two = line(lasen), line(lasen, "ISO 14001")
    assert together(officer, one, two, confirmed="1", grade="2").status_code == 200
    assert Verification.objects.count() == 0
    together(officer, one, two, confirmed="1", grade="3")
    assert Verification.objects.filter(grade=3).count() == 2


def test_lines_of_several_firms_are_not_accepted_together(officer, lasen):
    one, two = line(lasen), line(firm("Công ty CP Nhựa Hoa Ban"))
    answer = officer.post(
        reverse("staff:verification_together"),
        {"row": [one.pk, two.pk], "confirmed": "1", "grade": "3"},
        follow=True,
    )
    assert "thuộc nhiều doanh nghiệp" in text_of(answer.content)
    assert Verification.objects.count() == 0


def test_a_line_that_changed_meanwhile_is_left_out_and_told(officer, lasen):
    one, two = line(lasen), line(lasen, "ISO 14001")
    stood_on(one, two)
    chosen = [f"{one.pk}:{one.version}", f"{two.pk}:{two.version}"]
    Claim.objects.filter(pk=two.pk).update(version=two.version + 1)
    answer = officer.post(
        reverse("staff:verification_together"), {"row": chosen, "confirmed": "1", "grade": "2"}, follow=True
    )
    assert "Vừa bị thay đổi nên giữ nguyên: ISO 14001" in text_of(answer.content)
    assert [made.claim_id for made in Verification.objects.all()] == [one.pk]


def test_an_empty_queue_says_so(officer):
    assert "Không có dòng nào chờ" in text_of(officer.get(reverse("staff:verification")).content)


def test_records_sent_in_stand_with_the_lines_that_wait(officer, lasen):
    line(lasen)
    type(lasen).objects.filter(pk=lasen.pk).update(
        stage="submitted", stage_since=timezone.now() - dt.timedelta(days=60)
    )
    page = text_of(officer.get(reverse("staff:submitted_firms")).content)
    assert "Lá Sen" in page
    assert "quá hạn" in page


def test_a_record_that_was_never_sent_in_or_is_out_of_business_waits_for_nobody(lasen):
    line(lasen)
    assert waiting_claims().count() == 1
    for change in ({"stage": "claimed"}, {"stage": "imported"}, {"stage": "submitted", "status": "ceased"}):
        Enterprise.objects.update(**change)
        assert waiting_claims().count() == 0
