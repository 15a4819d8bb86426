"""The book works under a policy that forbids scripts in pages; every page of these tests is served under it."""

import re

import pytest
from visiting import wait_until

from compendium.build.building import CONTENT_SECURITY_POLICY
from compendium.checkout.files import ROOT


def test_the_policy_is_sent_and_forbids_scripts_in_pages(page, address):
    answer = page.goto(address + "index.html")
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe-eval" not in CONTENT_SECURITY_POLICY and "script-src" not in CONTENT_SECURITY_POLICY
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in page.complaints)


def test_no_page_holds_a_script_or_handler(html, pages):
    for name in pages:
        if name != "404.html":
            text = (html / name).read_text(encoding="utf-8")
            assert not re.search(r"<script(?![^>]*\b(?:src|type)=)", text), name
            assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), name
            assert "javascript:" not in text, name


@pytest.mark.parametrize("name", ["index.html", "chapters/resultat.html", "search.html"])
def test_light_and_dark_and_the_whole_screen_work_without_scripts_in_the_page(page, address, name):
    page.goto(address + name)
    assert page.evaluate("document.documentElement.dataset.mode") == "auto"
    page.locator(".btn-fullscreen-button").click()
    wait_until(page, "document.fullscreenElement !== null")
    assert page.complaints == []


def test_the_policy_is_told_to_whoever_hosts_the_book():
    assert CONTENT_SECURITY_POLICY in (ROOT / "README.md").read_text(encoding="utf-8")
