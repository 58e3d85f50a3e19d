from dataclasses import replace
from pathlib import Path

from kitei.publish.finishing import finish_site
from tests.render.site.editions import SETTINGS, STAFF, make_document, make_site


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_traces_of_the_generator_are_taken_off(tmp_path: Path) -> None:
    page = write(tmp_path, "a/index.html", '<x>\n  <meta name="generator" content="m-1">\n<y>')
    style = write(tmp_path, "assets/a.css", "a{}\n/*# sourceMappingURL=a.css.map */\n")
    script = write(tmp_path, "assets/a.js", "f()\n//# sourceMappingURL=a.js.map\n")
    write(tmp_path, "assets/a.css.map", "")
    write(tmp_path, "assets/javascripts/lunr/min/lunr.ja.js", "")
    write(tmp_path, "sitemap.xml.gz", "")
    finish_site(tmp_path, make_site(settings=replace(SETTINGS, site_url=None)))
    assert page.read_text() == "<x>\n<y>"
    assert style.read_text() == "a{}\n"
    assert script.read_text() == "f()\n"
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {page, style, script}


def test_the_sitemap_lists_the_pages_by_the_days_of_the_record(tmp_path: Path) -> None:
    finish_site(tmp_path, make_site(make_document("", identifier="b"), make_document("")))
    base = "  <url><loc>https://mihon.example.jp/policy/"
    assert (tmp_path / "sitemap.xml").read_text().splitlines()[2:-1] == [
        f"{base}</loc></url>",
        f"{base}b/</loc><lastmod>2026-04-01</lastmod></url>",
        f"{base}sample/</loc><lastmod>2026-04-01</lastmod></url>",
    ]


def test_a_restricted_site_tells_search_engines_to_stay_away(tmp_path: Path) -> None:
    finish_site(tmp_path, make_site(make_document(""), audience=STAFF))
    assert [path.name for path in tmp_path.iterdir()] == ["robots.txt"]
    assert (tmp_path / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
