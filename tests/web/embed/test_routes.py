"""Frames for the pages of others: any page may hold them, they set no cookie, run no script, lead out of the frame."""

import re

import pytest
from conftest import ROOT

from directory.web.embed.theming import Theme, luminance, stylesheet

FRAMES = ("/embed/search", "/embed/search?near=97214&within=100", "/embed/practitioners/2144116078")


@pytest.mark.parametrize("address", FRAMES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_frame_may_stand_in_any_page_and_runs_no_script(client, address, language):
    address += f"{'&' if '?' in address else '?'}lang={language}"
    page = client.get(address)
    answer = client.plain.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy and "frame-ancestors 'none'" not in policy
    assert "<script" not in answer.text and page.language == language
    assert "Set-Cookie" not in answer.headers and answer.headers["X-Robots-Tag"] == "noindex"


def test_no_other_page_may_be_framed(client):
    rules = [rule.rule for rule in client.app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    framed = {
        rule for rule in rules if "frame-ancestors *" in client.plain.get(rule).headers["Content-Security-Policy"]
    }
    assert framed == {"/embed/search", "/embed/theme.css"}


def test_a_search_is_answered_in_the_frame_and_its_links_lead_out_of_it(client):
    html = client.plain.get("/embed/search?near=97214&within=100&insurance=acme").text
    links = re.findall(r"<a [^>]*>", html)
    out = [link for link in links if "/practitioners/" in link]
    assert out and all('target="_blank"' in link and 'rel="noopener"' in link for link in out)
    assert html.count('class="card"') == len(out) > 3 and 'href="tel:+1' in html


def test_what_the_host_page_chose_stays_with_each_search_and_page(client):
    page = client.get("/embed/search?near=Los+Angeles,+CA&within=300&kind=licensed_acupuncturist&accent=B00020&lang=es")
    sent = page.forms[0]["sent"]
    assert {"kind": "licensed_acupuncturist", "accent": "B00020", "lang": "es", "within": "300"}.items() <= sent.items()
    following = next(link for link in page.links if "page=2" in link)
    assert "accent=B00020" in following and "kind=licensed" in following
    assert client.get(following).text


@pytest.mark.parametrize("asked", ["endpoint=x", "_method=POST", "_external=1&_scheme=javascript", "_anchor=x"])
def test_names_that_the_program_knows_itself_are_parameters_like_others(client, asked):
    page = client.get(f"/embed/search?near=Los+Angeles,+CA&within=300&{asked}")
    following = next(link for link in page.links if "page=2" in link)
    assert following.startswith("/embed/search?near=") and asked in following


def test_a_place_that_is_not_known_is_told_at_the_field_and_a_name_finds_people(client):
    wrong = client.get("/embed/search?near=nowhere+at+all", 400)
    assert "do not know a place" in wrong.text
    assert "Nguyen" in client.get("/embed/search?name=nguyen").text
    assert "Nobody" in client.get("/embed/search?name=zzzzzz").text


@pytest.mark.parametrize("asked", ["accent=red", "accent=%23fff", "accent=fff;}body{", "look=blue", "accent=12345g"])
def test_what_is_no_color_or_look_is_refused(client, asked):
    assert client.plain.get(f"/embed/search?{asked}").status_code == 400
    assert client.plain.get(f"/embed/theme.css?{asked}").status_code == 400


@pytest.mark.parametrize("accent", ["000000", "ffffff", "ffd500", "0b5a54", "777777", "767676"])
def test_whatever_color_is_chosen_what_stands_on_it_can_be_read(client, accent):
    css = client.plain.get(f"/embed/theme.css?accent={accent}")
    assert css.mimetype == "text/css" and f"--accent: #{accent}" in css.text
    on_accent = 1.0 if "--on-accent: #fff" in css.text else 0.0
    darker, lighter = sorted((luminance(accent), on_accent))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_light_and_dark_are_those_of_the_site(client):
    css = (ROOT / "directory" / "web" / "static" / "site.css").read_text()
    for look, ink in (("light", "--ink: #1d2523"), ("dark", "--ink: #ece9e1")):
        assert (
            ink in css and ink in stylesheet(Theme("", look)) and f"color-scheme: {look}" in stylesheet(Theme("", look))
        )
    assert stylesheet(Theme("", "")) == ""


class TestOembed:
    def asked(self, client, **parameters):
        return client.plain.get("/oembed", query_string=parameters)

    def test_a_listing_and_a_search_are_shown_as_frames(self, client):
        one = self.asked(client, url="http://localhost/practitioners/2144116078").json
        assert one["type"] == "rich" and one["version"] == "1.0" and one["title"] == "Chidi Washington"
        assert 'src="http://localhost/embed/practitioners/2144116078"' in one["html"]
        found = self.asked(client, url='http://localhost/search?near=97214&insurance="><b>', maxwidth=300).json
        assert "embed/search?near=97214" in found["html"] and found["width"] == 300 and "<b>" not in found["html"]
        (address,) = re.findall('src="([^"]+)"', found["html"])
        assert client.plain.get(address.replace("&amp;", "&")).status_code == 200

    @pytest.mark.parametrize(
        "url",
        [
            *("", "x", "https://example.org/practitioners/2144116078", "http://localhost/nowhere", "http://[x/"),
            *(f"http://localhost/{path}" for path in ("account/", "admin/", "practitioners/nobody")),
            "javascript://localhost/",
        ],
    )
    def test_there_is_nothing_to_show_of_any_other_address(self, client, url):
        answer = self.asked(client, url=url)
        assert answer.status_code == 404 and answer.mimetype == "application/problem+json"

    def test_a_format_that_is_not_there_is_said_as_the_specification_wants(self, client):
        answer = self.asked(client, url="http://localhost/", format="xml")
        assert answer.status_code == 501 and "format" in answer.json["detail"] and "fault" not in answer.json["detail"]
        assert self.asked(client, url="http://localhost/", maxwidth="-1", maxheight="9" * 99).status_code == 200

    def test_a_listing_s_page_tells_where_its_frame_is(self, client):
        html = client.plain.get("/practitioners/2144116078").text
        (address,) = re.findall('type="application/json\\+oembed" href="([^"]+)"', html)
        assert client.plain.get(address.replace("&amp;", "&")).json["title"] == "Chidi Washington"
