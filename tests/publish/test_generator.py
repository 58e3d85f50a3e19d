from pathlib import Path

import pytest

from kitei.errors import PublishError
from kitei.publish.generator import Job, read_config, run_generator


def make_job(bench: Path, page: str) -> Job:
    for name in ("docs", "theme"):
        (bench / name).mkdir()
    (bench / "docs" / "index.md").write_text(page, "utf-8")
    keys = {"theme": {}, "extra": {}, "nav": ["index.md"]}
    return Job(bench / "docs", bench / "theme", bench / "site", keys)


def test_the_repositorys_own_configuration_is_accepted(repository: Path) -> None:
    config = read_config(repository / "mkdocs.yml")
    assert config["site_name"] == "情報セキュリティポリシー"


@pytest.mark.parametrize("looks", ["language: en", "icon: {logo: material/file}"])
def test_a_bodys_own_looks_are_accepted(looks: str, repository: Path, tmp_path: Path) -> None:
    text = (repository / "mkdocs.yml").read_text("utf-8")
    path = tmp_path / "mkdocs.yml"
    path.write_text(text.replace("language: ja", looks, 1), "utf-8")
    assert read_config(path)["theme"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("strict: true", "hooks: [evil.py]", "hooksは使えません"),
        ("strict: true", "repo_url: https://forge.example/x", "repo_urlは使えません"),
        ("strict: true", "docs_dir: /etc", "docs_dirは使えません"),
        ("strict: true", "INHERIT: ../other.yml", "INHERITは使えません"),
        ("plugins: []", "plugins: [search]", "pluginsは"),
        ("plugins: []", "", "pluginsは"),
        ("font: false", "font: {text: Roboto}", "font: false"),
        ("  language: ja", "  custom_dir: /tmp", "custom_dir"),
        ("  generator: false", "  analytics: {provider: google}", "analytics"),
        ("  - attr_list", "  - attr_list\n  - pymdownx.snippets", "markdown_extensions"),
        ("strict: true", "extra_css: !!python/name:os.system ''", "タグ"),
        ("  language: ja", '  language: "../x"', "theme.languageは「ja」"),
        ("  language: ja", "  language: xx", "theme.languageは「ja」"),
        ("  language: ja", "  language: no", "theme.languageは「ja」"),
        ("  language: ja", "  icon: {logo: ../../x}", "theme.iconは"),
        ("  language: ja", "  icon: {logo: material/no-such}", "theme.iconは"),
        ("  language: ja", "  icon: 1", "theme.iconは"),
        ("    - navigation.top", "    - '\"><script>'", "theme.featuresは"),
        ("toc_depth: 3", "toc_depth: x", "toc_depth: 3"),
        ("toc_depth: 3", "title: <script>", "toc_depth: 3"),
        ("  - attr_list", "  - attr_list: {a: 1}", "toc_depth: 3"),
        ("site_name: 情報", "site: 情報", "site_name"),
        ("theme:", "theme: [", "YAML"),
    ],
)
def test_what_could_publish_more_than_is_staged_is_refused(
    old: str, new: str, expected: str, repository: Path, tmp_path: Path
) -> None:
    text = (repository / "mkdocs.yml").read_text("utf-8")
    assert old in text
    path = tmp_path / "mkdocs.yml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PublishError) as caught:
        read_config(path)
    assert expected in f"{caught.value.message}\n{caught.value.hint}"


def test_a_missing_configuration_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"mkdocs\.ymlを読めません"):
        read_config(tmp_path / "mkdocs.yml")


@pytest.mark.slow
def test_a_warning_of_the_generator_stops_the_build(repository: Path, tmp_path: Path) -> None:
    job = make_job(tmp_path, "# 甲\n\n[乙](gone.md)\n")
    with pytest.raises(PublishError, match="警告か誤り") as caught:
        run_generator(job, read_config(repository / "mkdocs.yml"))
    assert "gone.md" in caught.value.hint
    assert str(tmp_path) not in caught.value.hint


@pytest.mark.slow
def test_pages_that_are_not_listed_stop_the_build(repository: Path, tmp_path: Path) -> None:
    job = make_job(tmp_path, "# 甲\n")
    (job.docs / "forgotten.md").write_text("# 乙\n", "utf-8")
    with pytest.raises(PublishError) as caught:
        run_generator(job, read_config(repository / "mkdocs.yml"))
    assert "forgotten.md" in caught.value.hint


def test_the_generator_is_the_one_that_was_chosen() -> None:
    mkdocs = pytest.importorskip("mkdocs")
    assert mkdocs.__version__.startswith("1.")
    with pytest.raises(ModuleNotFoundError):
        __import__("properdocs")
