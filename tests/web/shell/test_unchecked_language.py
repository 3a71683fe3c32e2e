"""Chinese, which no person has checked: on patients' pages alone, when it is asked for, and marked as what it is."""

import pytest
from unchecked_pages import MARK, english_said

from directory.web.shell.language import LANGUAGES, UNCHECKED

SEARCH = "/search?near=Portland,+OR&within=25&lang=zh"
PAGES = [
    ("/?lang=zh", 200),
    ("PRACTITIONER", 200),
    ("/practitioners/none?lang=zh", 404),
    ("/search?near=zzzq&within=x&insurance=qqqq&lang=zh", 400),
    (SEARCH, 200),
    (f"{SEARCH}&insurance=medicare", 200),
    (f"{SEARCH}&insurance=triwest", 200),
    (f"{SEARCH}&insurance=acme&language=korean&accepting=yes&sort=price&license=any&confirmed=90", 200),
    ("/search?near=oregon&insurance=auto&lang=zh", 200),
    ("/search?near=82001&within=1&kind=medical_acupuncturist&insurance=tricare&lang=zh", 200),
    ("/search?near=45.52,-122.68&gender=female&lang=zh", 200),
    ("/search?name=kim&lang=zh", 200),
    ("/guide?lang=zh", 200),
    ("/search?name=2310342649&lang=zh", 200),
]


@pytest.fixture
def practitioner(client):
    """The address of a practitioner with a license and an insurance."""
    results = client.json("/api/v1/search?near=97214&within=25")["results"]
    return next(f"/practitioners/{each['id']}?lang=zh" for each in results if each["licences"] and each["insurance"])


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_a_patients_page_is_in_chinese_whole_and_says_that_no_person_has_checked_it(
    client, practitioner, address, status
):
    address = practitioner if address == "PRACTITIONER" else address
    page, html = client.get(address, status), client.plain.get(address).text
    assert page.language == "zh" and english_said(html) == []
    assert MARK in page.text and "No person has checked it" in page.text
    assert any("lang=en" in link for link in page.links)


def test_english_on_a_page_would_be_noticed(client):
    assert len(english_said(client.plain.get(SEARCH.replace("zh", "en")).text)) > 10


@pytest.mark.parametrize("address", ["/about", "/shortlist", "/guide/migraine", "/coverage/costs", "/nothing-here"])
def test_another_page_is_in_english_offers_no_chinese_and_leads_back(client, address):
    page = client.get(f"{address}?lang=zh", 404 if address == "/nothing-here" else 200)
    assert page.language == "en" and MARK not in page.text and LANGUAGES["zh"] not in page.text
    assert "/?lang=zh" in page.links


def test_a_browser_alone_asks_for_nothing_that_no_person_has_checked(client):
    page = client.get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert page.language == "en" and LANGUAGES["zh"] in page.text
    assert client.get("/", headers={"Accept-Language": "zh,es;q=0.5"}).language == "es"


def test_a_text_that_is_not_there_in_chinese_is_marked_as_english(client):
    html = client.plain.get("/practitioners/2310342649?lang=zh").text
    assert '<span lang="en">' in html


def test_an_insurance_is_found_and_offered_by_its_chinese_name(client):
    assert "自费" in client.json("/api/v1/insurance?like=自费&lang=zh")
    assert "工伤保险" in client.get(f"{SEARCH}&insurance=工伤").text


def test_every_page_that_has_chinese_is_there(client):
    assert set().union(*UNCHECKED.values()) <= {*client.app.view_functions, "coverage.guide low-back-pain"}


@pytest.mark.parametrize("sign", ["911", "马鞍", "憋不住", "拖地", "腹痛", "寒战", "体重下降", "跌倒", "癌症", "夜间"])
def test_every_sign_that_cannot_wait_is_in_chinese_in_the_guide(client, sign):
    page = client.plain.get("/guide?lang=zh").text
    urgent = page[page.index('class="mend"') : page.index("<details")]
    assert sign in urgent and 'lang="en"' not in urgent
