"""The list of the directory: what is found, how it is narrowed, paged, shared and taken away."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from matxich.apps.registry.indexing import index_folder, rebuild_index
from matxich.apps.registry.models import Site
from matxich.files.directory_index_folder import REBUILD, locked
from matxich.web.public import directory_page
from matxich.web.public.directory_asking import PAGE_ROWS
from tests.web.conftest import text_of
from tests.web.directory_firms import NOW, casting, published

pytestmark = pytest.mark.django_db


def names(html: str) -> list[str]:
    """The firms shown, in order."""
    return [unescape(name) for name in re.findall(r'<h3><a href="/directory/\d+/">([^<]+)</a></h3>', html)]


@pytest.fixture
def shown(client):
    """A function that asks for a list and returns its markup."""

    def shown_(address: str = "/directory/", language: str = "vi", **query) -> str:
        answer = client.get(address, query, headers={"accept-language": language})
        assert answer.status_code == 200
        return answer.content.decode()

    return shown_


@pytest.mark.parametrize(
    "text", ["đúc nhôm", "duc nhom", "die casting", "IATF", "la sen", "lá sne", "0100109106"]
)
def test_a_firm_is_found_by_what_it_is_and_does(shown, text):
    casting(tax_code="0100109106")
    published("CTCP Hoa Súng", ("process", {"process": "Phay CNC", "materials": "Nhôm"}))
    assert names(shown(q=text)) == ["Công ty TNHH Cơ khí Lá Sen"]


def test_what_was_understood_is_said_and_can_be_dropped(shown):
    casting()
    html = shown(q="đúc nhôm")
    assert "Hiểu là công đoạn Đúc" in text_of(html)
    assert "?q=%C4%91%C3%BAc+nh%C3%B4m&amp;drop=process%3Acasting" in html
    dropped = shown(q="đúc nhôm", drop="process:casting")
    assert "Không hiểu là công đoạn Đúc" in text_of(dropped)
    assert 'name="drop" value="process:casting"' in dropped


def test_a_list_is_narrowed_by_values_of_facets_with_counts(shown):
    casting("CTCP Một", size_class="small")
    casting("CTCP Hai", size_class="large")
    published("CTCP Ba", ("process", {"process": "Phay CNC"}), size_class="small")
    html = shown(size="small")
    assert names(html) == ["CTCP Ba", "CTCP Một"]
    assert re.search(
        r'name="size" value="small" checked><span>Nhỏ</span><span class="mx-facet-count">2<', html
    )
    assert re.search(r'name="size" value="large"><span>Lớn</span><span class="mx-facet-count">1<', html)
    assert names(shown(size=["small", "large"], process="casting")) == ["CTCP Hai", "CTCP Một"]
    assert re.search(r'depth-1"><input[^>]+value="die_casting"', shown(process="casting"))


def test_an_empty_answer_says_what_to_do_next(shown):
    casting()
    text = text_of(shown(q="zzzz qqqq", size="large"))
    assert "Không có doanh nghiệp nào" in text
    assert "Bỏ các điều kiện thu hẹp" in text


def test_an_empty_directory_is_a_page_too(shown):
    assert "0 doanh nghiệp" in text_of(shown())


def test_pages_lead_on_and_a_page_behind_the_last_is_the_last(shown):
    for number in range(PAGE_ROWS + 3):
        published(f"CTCP Số {number}")
    first, last = shown(sort="name"), shown(sort="name", page="99")
    assert (len(names(first)), len(names(last))) == (PAGE_ROWS, 3)
    assert names(first)[:3] == ["CTCP Số 0", "CTCP Số 1", "CTCP Số 2"]
    assert 'rel="next" href="/directory/?sort=name&amp;page=2"' in first
    assert "21–23 trong 23 doanh nghiệp" in text_of(last)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"}, {"page": "-1"}, {"page": "9" * 5000}, {"sort": "secret"}, {"process": "no_such_code"},
        {"size": "x" * 500}, {"drop": "<script>"}, {"q": "x" * 5000}, {"q": "\x00"}, {"q": "' OR 1=1 --"}, {"lang": "xx"},
    ],
)  # fmt: skip
def test_an_address_that_says_nonsense_is_answered(shown, query):
    casting()
    shown(**query)


def test_texts_of_firms_and_visitors_are_inert(shown):
    published(
        '<img src=x onerror="alert(1)">', ("process", {"process": "Phay CNC", "materials": "<b>SUS304</b>"})
    )
    html = shown(q='"><script>alert(1)</script>')
    assert "<script>alert" not in html
    assert "<img src=x" not in shown()


def test_a_visitor_without_a_session_costs_no_query_once_the_index_is_followed(
    client, monkeypatch, django_assert_num_queries
):
    casting()
    client.get("/directory/")
    monkeypatch.setattr("matxich.apps.registry.indexing.is_followed", lambda: True)
    with django_assert_num_queries(0):
        answer = client.get("/directory/", {"q": "đúc", "size": "small"})
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_while_the_index_is_being_built_the_database_answers_and_says_so(shown, monkeypatch):
    casting()
    with locked(index_folder(), REBUILD):
        html = shown(q="đúc nhôm")
    assert names(html) == ["Công ty TNHH Cơ khí Lá Sen"]
    assert "Chỉ mục của danh bạ đang được tạo" in text_of(html)
    assert "đang được tạo" not in text_of(shown(q="đúc nhôm"))


def test_of_a_large_registry_only_candidates_are_looked_through_meanwhile(shown, monkeypatch):
    casting()
    published("CTCP Hoa Súng", ("process", {"process": "Phay CNC"}))
    monkeypatch.setattr("matxich.apps.registry.queries.directory_scan.SMALL", 1)
    monkeypatch.setattr("matxich.apps.registry.indexing.SMALL", 1)
    for text, expected in [("đúc nhôm", "Công ty TNHH Cơ khí Lá Sen"), ("hoa sung", "CTCP Hoa Súng")]:
        html = shown(q=text)
        assert names(html) == [expected]
        assert "một phần danh bạ" in text_of(html)


def test_a_saved_firm_is_found_by_the_next_request(shown):
    casting()
    assert len(names(shown())) == 1
    published("CTCP Hoa Súng")
    assert len(names(shown())) == 2


def test_the_page_answers_in_the_language_of_its_address(shown):
    casting(name_en="Lotus Mechanical Co., Ltd")
    html = shown("/directory/?lang=en")
    assert "Lotus Mechanical Co., Ltd" in names(html)
    assert '<link rel="alternate" hreflang="vi" href="http://testserver/directory/?lang=vi">' in html
    assert '<link rel="canonical" href="http://testserver/directory/">' in html


def test_only_the_plain_list_is_offered_to_search_engines(shown):
    casting()
    assert "noindex" not in shown()
    assert "noindex" in shown(q="đúc")
    assert "<title>đúc, Nhỏ – Danh bạ công nghiệp hỗ trợ" in shown(q="đúc", size="small")


def test_invented_firms_are_labelled_on_the_page_and_in_files(shown, client):
    casting()
    assert "Dữ liệu minh họa" in text_of(shown())
    answer = client.get("/directory/list.csv", headers={"accept-language": "vi"})
    assert "illustrative" in answer.headers["Content-Disposition"]
    assert "Dữ liệu minh họa" in b"".join(answer.streaming_content).decode()


def csv_rows(client: Client, query: dict) -> list[dict[str, str]]:
    answer = client.get("/directory/list.csv", query, headers={"accept-language": "vi"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_holds_every_page_of_what_is_shown(client):
    for number in range(PAGE_ROWS + 5):
        published(f"CTCP Số {number}", size_class="small" if number else "large")
    rows = csv_rows(client, {"size": "small", "sort": "name", "page": "2"})
    assert [row["Tên doanh nghiệp"] for row in rows] == [
        f"CTCP Số {number}" for number in range(1, PAGE_ROWS + 5)
    ]


def test_a_name_that_a_spreadsheet_would_execute_is_inert_in_both_files(client):
    published("=HYPERLINK(1)", is_illustrative=False)
    assert csv_rows(client, {})[0]["Tên doanh nghiệp"] == "'=HYPERLINK(1)"
    answer = client.get("/directory/list.xlsx", headers={"accept-language": "vi"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][0] == "=HYPERLINK(1)"  # a text, not a formula: a formula would be read as its result


def test_the_workbook_names_what_it_was_narrowed_by_and_its_label(client):
    casting(size_class="small")
    answer = client.get(
        "/directory/list.xlsx", {"q": "đúc", "size": "small"}, headers={"accept-language": "vi"}
    )
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    text = " ".join(str(cell) for row in rows for cell in row)
    assert all(
        words in text
        for words in (
            "“đúc”",
            "Quy mô: Nhỏ",
            "Illustrative data",
            "Đúc áp lực · Nhôm",
            "IATF 16949 (hiệu lực đến 2099-03-14)",
        )
    )


def test_too_many_firms_for_a_workbook_come_as_csv(client, monkeypatch):
    casting()
    monkeypatch.setattr("matxich.web.public.directory_export.MOST_WORKBOOK_ROWS", 0)
    answer = client.get("/directory/list.xlsx", {"q": "đúc"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/directory/list.csv?q=%C4%91%C3%BAc")


def test_suggestions_name_firms_and_concepts_with_where_they_lead(client):
    firm = casting()
    offers = client.get("/directory/suggestions", {"q": "đúc"}, headers={"accept-language": "vi"}).json()[
        "suggestions"
    ]
    assert offers[0] == {
        "kind": "công đoạn",
        "label": "Đúc",
        "detail": "1 doanh nghiệp",
        "address": "/directory/?q=%C4%90%C3%BAc",
    }
    offers = client.get("/directory/suggestions", {"q": "la s"}).json()["suggestions"]
    assert [offer["address"] for offer in offers] == [f"/directory/{firm.pk}/"]


def test_suggestions_survive_anything(client):
    casting()
    for text in ("", "a", "\x00", "%", "x" * 5000, "0100", "😀😀"):
        assert client.get("/directory/suggestions", {"q": text}).status_code == 200


def test_the_map_says_when_there_is_none(client):
    assert "Chưa có bản đồ" in text_of(
        client.get("/directory/map", headers={"accept-language": "vi"}).content
    )


def test_clusters_are_found_by_their_facet(shown):
    firm = casting()
    Site.objects.create(enterprise=firm, address="CCN Ngọc Sơn", cluster="CCN Ngọc Sơn")
    rebuild_index(NOW.date())
    assert names(shown(cluster="CCN Ngọc Sơn")) == [firm.name]
    assert names(shown(cluster="CCN Phú Nghĩa")) == []


def test_the_source_of_a_list_is_the_index_when_there_is_one(client):
    casting()
    client.get("/directory/")
    question = directory_page.Wanted().question()
    assert directory_page.source_of(question, NOW.date()).is_index
