"""The pages of duplicates: pairs are compared, judged, merged and parted again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from matxich.apps.accounts.models import Role
from matxich.apps.registry.models import DuplicateJudgement, DuplicatePair, Enterprise, Merge
from matxich.jobs.runner import run_waiting
from tests.apps.registry.workbooks import CODES
from tests.web.people import firm, person
from tests.web.staff.test_imports import words


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    """Staff sign in without one."""
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def officer(client, db):
    """An officer who is signed in."""
    user = person("Cán bộ", Role.OFFICER)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.fixture
def alike(officer) -> tuple[Enterprise, Enterprise]:
    """Two records that look alike."""
    return firm("Công ty TNHH Cơ khí Lá Sen", CODES[0]), firm("CTCP Cơ khí Lá Sen")


@pytest.fixture
def pair(client, alike) -> DuplicatePair:
    """The pair that the search finds."""
    client.post("/staff/duplicates/search/")
    run_waiting()
    return DuplicatePair.objects.get()


def test_before_the_first_search_the_page_says_so(client, officer):
    assert "has not been searched yet" in words(client.get("/staff/duplicates/"))
    assert client.get("/staff/duplicates/progress").json()["state"] == "done"


def test_a_search_shows_its_progress_and_then_its_pairs(client, alike):
    client.post("/staff/duplicates/search/")
    assert "being compared" in words(client.get("/staff/duplicates/"))
    assert client.get("/staff/duplicates/progress").json()["state"] == "queued"
    run_waiting()
    text = words(client.get("/staff/duplicates/"))
    assert "CTCP Cơ khí Lá Sen" in text
    assert "Waiting 1" in text


def test_pairs_are_found_by_the_name_of_a_firm(client, pair):
    assert "CTCP Cơ khí Lá Sen" in words(client.get("/staff/duplicates/?q=la sen"))
    assert "No pair fits" in words(client.get("/staff/duplicates/?q=bat trang"))


def test_a_pair_is_shown_side_by_side_with_its_reasons(client, pair):
    text = words(client.get(f"/staff/duplicates/{pair.pk}/"))
    assert "Words of the brand in common" in text
    assert CODES[0] in text


def test_a_pair_is_judged_different_with_a_reason(client, pair):
    client.post(f"/staff/duplicates/{pair.pk}/", {"reason": "Khác chủ"})
    assert DuplicateJudgement.objects.get().reason == "Khác chủ"
    assert "different firms" in words(client.get("/staff/duplicates/judged/")).lower()
    assert "has been judged" in words(client.get("/staff/duplicates/"))


def test_several_pairs_are_judged_after_a_page_that_asks(client, pair):
    answer = client.post("/staff/duplicates/different/", {"act": "different", "row": [pair.pk]})
    assert "They are never asked about again" in words(answer)
    assert DuplicatePair.objects.exists()
    client.post("/staff/duplicates/different/", {"row": [pair.pk], "confirmed": "1", "reason": ""})
    assert not DuplicatePair.objects.exists()


def test_nothing_chosen_is_told(client, pair):
    answer = client.post("/staff/duplicates/different/", {"act": "different"}, follow=True)
    assert "No pair was chosen" in words(answer)


def test_a_judgement_is_taken_back_with_a_reason(client, pair):
    client.post(f"/staff/duplicates/{pair.pk}/", {"reason": ""})
    address = reverse("staff:judgement_taking_back", args=[DuplicateJudgement.objects.get().pk])
    assert client.post(address, {"reason": ""}).status_code == 400
    client.post(address, {"reason": "Nhầm"})
    assert not DuplicateJudgement.objects.exists()


def test_a_merge_says_before_what_moves_and_is_undone_on_its_page(client, pair, alike):
    kept, gone = alike
    address = f"/staff/duplicates/merging/{kept.pk}/{gone.pk}/"
    assert "becomes another name of it" in words(client.get(address))
    answer = client.post(address, {"confirmed": "1", "reason": ""}, follow=True)
    assert "went into" in words(answer)
    done = Merge.objects.get()
    page = f"/staff/duplicates/merges/{done.pk}/"
    assert client.post(page, {"confirmed": "1", "reason": ""}).status_code == 400
    assert "stand apart again" in words(client.post(page, {"reason": "Nhầm"}, follow=True))
    gone.refresh_from_db()
    assert gone.status == "active"
    assert "Parted again" in words(client.get("/staff/duplicates/merges/"))


def test_two_tax_codes_are_merged_only_with_a_tick_and_a_reason(client, officer):
    one, two = firm("EMTC", CODES[0]), firm("EMC", CODES[1])
    address = f"/staff/duplicates/merging/{one.pk}/{two.pk}/"
    assert client.post(address, {"confirmed": "1"}).status_code == 400
    assert client.post(address, {"reason": "Đổi mã"}).status_code == 400
    client.post(address, {"reason": "Đổi mã", "codes_confirmed": "on"})
    assert Merge.objects.get().reason == "Đổi mã"


def test_a_merge_that_is_refused_says_why_on_its_switched_off_button(client, officer):
    one, two = firm("Lá Sen", CODES[0]), firm("Chi nhánh Lá Sen", f"{CODES[0]}-001")
    assert "head office and its branch" in words(client.get(f"/staff/duplicates/merging/{one.pk}/{two.pk}/"))


def test_two_firms_are_chosen_by_hand(client, officer):
    one, two = firm("EMTC"), firm("Dụng cụ cơ khí xuất khẩu")
    text = words(client.get("/staff/duplicates/by-hand/?one=emtc&two=dung cu"))
    assert "Compare the two chosen" in text
    answer = client.get(f"/staff/duplicates/by-hand/?one=emtc&one_id={one.pk}&two_id={two.pk}")
    assert answer.headers["Location"].endswith(f"/merging/{one.pk}/{two.pk}/")


def test_only_officers_open_duplicates(client, db):
    client.force_login(person("Lãnh đạo", Role.LEADER))
    assert client.get("/staff/duplicates/").status_code == 403
