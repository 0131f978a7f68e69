"""The rules the style sheets keep: no colour outside the tokens, small files, every address leads somewhere."""

import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
OWN = sorted((STATIC / "css").glob("*.css"))


@pytest.mark.parametrize("sheet", OWN, ids=lambda sheet: sheet.name)
def test_a_sheet_stays_small(sheet):
    assert len(sheet.read_text().splitlines()) <= 150


@pytest.mark.parametrize("sheet", [s for s in OWN if s.name != "tokens.css"], ids=lambda sheet: sheet.name)
def test_colours_come_from_the_tokens(sheet):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\")|rgba?\(|hsla?\(", sheet.read_text()) == []


@pytest.mark.parametrize("sheet", OWN, ids=lambda sheet: sheet.name)
def test_a_sheet_uses_only_tokens_that_exist(sheet):
    used = set(re.findall(r"var\(--(?!utrecht|_utrecht)([a-z0-9-]+)", sheet.read_text()))
    known = set(re.findall(r"--([a-z0-9-]+):", (STATIC / "css" / "tokens.css").read_text()))
    assert used - known == set()


@pytest.mark.parametrize("sheet", OWN, ids=lambda sheet: sheet.name)
def test_every_address_in_a_sheet_is_a_file_of_ours(sheet):
    addresses = [a for a in re.findall(r'url\("([^"]+)"\)', sheet.read_text()) if not a.startswith("#")]
    assert [a for a in addresses if not (sheet.parent / a).is_file()] == []


def test_every_sheet_is_loaded_by_a_page():
    templates = "".join(t.read_text() for t in (settings.BASE_DIR / "templates").rglob("*.html"))
    assert [s.name for s in OWN if f"'css/{s.name}'" not in templates] == []


def test_templates_hold_no_inline_style_or_script():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    inline = re.compile(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)""")
    assert [t.name for t in templates if inline.search(t.read_text())] == []
