"""The public page of one firm."""

from __future__ import annotations

import json
import re

import pytest

from matxich.apps.registry.models import Contact, Enterprise, EnterpriseName, Site
from matxich.apps.registry.models.enterprise import Stage, Status
from tests.web.conftest import text_of
from tests.web.directory_firms import casting, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    """A function that returns the markup of a firm's page."""

    def shown_(firm: Enterprise, language: str = "vi", query: str = "") -> str:
        answer = client.get(f"/directory/{firm.pk}/{query}", headers={"accept-language": language})
        assert answer.status_code == 200
        return answer.content.decode()

    return shown_


def test_every_claim_shows_its_evidence_and_its_validity(shown):
    text = text_of(shown(casting(grade=3)))
    assert all(
        words in text
        for words in ("Đúc áp lực", "Nhôm", "±0,05 mm", "đã xác minh tại chỗ", "hiệu lực đến 14/03/2099")
    )
    assert "Bằng chứng cao nhất: đã xác minh tại chỗ" in text


def test_an_expired_certificate_says_so(shown):
    text = text_of(
        shown(published("CTCP Một", ("certificate", {"standard": "ISO 9001", "expires_on": "01/02/2020"})))
    )
    assert "hết hạn 01/02/2020" in text


def test_what_is_not_known_is_said_as_not_known(shown):
    text = text_of(shown(published("CTCP Một", ("process", {"process": "Phay CNC"}))))
    assert all(
        words in text
        for words in (
            "Mã số thuế chưa rõ",
            "Quy mô chưa rõ",
            "Sở hữu chưa khai",
            "Địa chỉ chưa khai",
            "mục chưa nêu",
        )
    )


def test_names_of_customers_and_contacts_are_not_shown(shown):
    firm = casting()
    Contact.objects.create(
        enterprise=firm, full_name="Bí Mật", email="secret@example.vn", phone="+84912345678", purpose="x"
    )
    html = shown(firm)
    assert [
        word for word in ("Khách Kín", "Bí Mật", "secret@example.vn", "+84912345678") if word in html
    ] == []
    assert "Nhật Bản" in text_of(html)


@pytest.mark.parametrize(
    "columns",
    [{"stage": Stage.DESK_CHECKED}, {"status": Status.SUSPENDED}, {"consented_at": None}],
)
def test_a_firm_that_is_not_public_has_no_page(client, columns):
    firm = casting()
    Enterprise.objects.filter(pk=firm.pk).update(**columns)
    assert client.get(f"/directory/{firm.pk}/").status_code == 404


def test_a_merged_record_leads_to_the_one_it_went_into(client):
    kept, gone = casting("CTCP Một"), casting("CTCP Hai")
    Enterprise.objects.filter(pk=gone.pk).update(status=Status.MERGED, merged_into=kept)
    answer = client.get(f"/directory/{gone.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/directory/{kept.pk}/")


def test_search_engines_read_an_organization(shown):
    firm = casting("CTCP </script><b>Sen", tax_code="0100109106", is_illustrative=False)
    EnterpriseName.objects.create(
        enterprise=firm, kind="former", name="Xí nghiệp Sen", name_folded="xi nghiep sen"
    )
    Site.objects.create(enterprise=firm, address="Lô 1, Thạch Thất, Hà Nội", kind="factory")
    html = shown(firm)
    (source,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    facts = json.loads(source)
    assert facts["name"] == "CTCP </script><b>Sen"
    assert facts["taxID"] == "0100109106"
    assert facts["alternateName"] == ["Xí nghiệp Sen"]
    assert facts["knowsAbout"] == ["Đúc áp lực"]
    assert facts["hasCertification"][0]["expires"] == "2099-03-14"
    assert "noindex" not in html


def test_an_invented_firm_is_labelled_and_kept_out_of_search_engines(shown):
    html = shown(casting())
    assert "Dữ liệu minh họa" in text_of(html)
    assert '<meta name="robots" content="noindex">' in html
    assert "this firm is invented" in html


def test_each_language_has_its_address(shown):
    firm = casting(name_en="Lotus Mechanical Co., Ltd")
    html = shown(firm, query="?lang=en")
    assert "<h1>Lotus Mechanical Co., Ltd</h1>" in html
    assert f'hreflang="vi" href="http://testserver/directory/{firm.pk}/?lang=vi"' in html
    assert f'<link rel="canonical" href="http://testserver/directory/{firm.pk}/">' in html
    assert 'lang="en"' in html


def test_a_description_is_inert(shown):
    assert "Đúc &amp; gia công &lt;b&gt;chi tiết&lt;/b&gt;" in shown(casting())
