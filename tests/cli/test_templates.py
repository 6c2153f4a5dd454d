"""A repository of templates as a team has it: baseline, git, the hooks and the CI files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples/templates"
LEAK = "Dear {{ name }}, ines@atelier-moreau.zz\n"
needs_git = pytest.mark.skipif(shutil.which("git") is None and not os.environ.get("CI"), reason="git is not installed")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A git repository with a leaky and a clean template, committed."""
    git(tmp_path, "init", "-q", "-b", "main")
    for name, value in (("user.name", "ci"), ("user.email", "ci@example.org"), ("commit.gpgsign", "false")):
        git(tmp_path, "config", name, value)
    (tmp_path / "mails").mkdir()
    shutil.copy(SAMPLES / "leaky/offer.eml.j2", tmp_path / "mails")
    shutil.copy(SAMPLES / "clean/welcome.html.hbs", tmp_path / "mails")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    subprocess.run(("git", *words), cwd=folder, check=True, capture_output=True)


def leakcheck(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "leakcheck", *words)
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=env)


def rules(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    report = json.loads(done.stdout)
    return [(draft["path"], finding["rule"]) for draft in report["drafts"] for finding in draft["findings"]]


@needs_git
def test_baseline_from_first_day_to_clean(team: Path) -> None:
    assert leakcheck(team, "check", ".").returncode == 1
    made = leakcheck(team, "baseline", "create", ".")
    assert (made.returncode, made.stdout) == (0, "leakcheck-baseline.json: 1 finding in 1 of 2 files noted\n")
    assert leakcheck(team, "baseline", "create", ".").returncode == 2
    known = ("check", "--baseline", "leakcheck-baseline.json", ".")
    assert leakcheck(team, *known).returncode == 0
    (team / "mails/new.txt").write_text(LEAK, encoding="utf-8")
    assert leakcheck(team, *known).returncode == 1
    assert leakcheck(team, "baseline", "update", ".").returncode == 0
    assert leakcheck(team, *known).returncode == 0
    (team / "mails/new.txt").unlink()
    assert "LC912" in leakcheck(team, *known).stdout
    assert "1 of 2 entries" in leakcheck(team, "baseline", "prune", ".").stdout
    assert "LC912" not in leakcheck(team, *known).stdout


@needs_git
def test_staged_checks_what_the_commit_would_hold(team: Path) -> None:
    done = leakcheck(team, "check", "--staged", ".")
    assert (done.returncode, done.stdout) == (0, "Nothing to check: no draft is staged\n")
    (team / "mails/new.txt").write_text(LEAK, encoding="utf-8")
    (team / "mails/unstaged.txt").write_text(LEAK, encoding="utf-8")
    git(team, "add", "mails/new.txt")
    (team / "mails/new.txt").write_text("Dear {{ name }}\n", encoding="utf-8")
    done = leakcheck(team, "check", "--staged", ".", "--format", "json")
    assert (done.returncode, rules(done)) == (1, [("mails/new.txt", "LC703")])
    assert leakcheck(team, "check", "--staged", ".", "--diff-base", "main").returncode == 2


@needs_git
def test_staged_reads_what_lies_no_more_in_the_folder(team: Path) -> None:
    mail = b"From: a@example.org\nTo: a@example.com\nSubject: {{ name }}\n\nHello\n"
    for name, data in (("gone.txt", LEAK.encode()), ("gone.eml", mail), ("gone", mail), ("other", b"no mail at all")):
        (team / "mails" / name).write_bytes(data)
    git(team, "add", "mails")
    for name in ("gone.txt", "gone.eml", "gone", "other"):
        (team / "mails" / name).unlink()
    done = leakcheck(team, "check", "--staged", ".", "--format", "json")
    assert rules(done) == [("mails/gone", "LC701"), ("mails/gone.eml", "LC701"), ("mails/gone.txt", "LC703")]


@needs_git
def test_staged_follows_renames_and_leaves_deleted_files_and_submodules_out(team: Path) -> None:
    git(team, "mv", "mails/offer.eml.j2", "mails/offer neu\xfc.eml.j2")
    git(team, "rm", "-q", "mails/welcome.html.hbs")
    inner = team / "inner"
    shutil.copytree(team / "mails", inner)
    git(inner, "init", "-q")
    git(inner, "add", ".")
    git(inner, "-c", "user.name=ci", "-c", "user.email=ci@example.org", "commit", "-q", "-m", "Inner")
    git(team, "add", "inner")
    done = leakcheck(team, "check", "--staged", ".", "--format", "json")
    assert (done.returncode, rules(done)) == (1, [("mails/offer neu\xfc.eml.j2", "LC702")])


@needs_git
def test_a_linked_worktree_is_a_repository_and_a_bare_one_is_not(
    team: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("places")
    git(team, "worktree", "add", "-q", str(place / "tree"), "-b", "topic")
    (place / "tree/mails/new.txt").write_text(LEAK, encoding="utf-8")
    git(place / "tree", "add", ".")
    assert rules(leakcheck(place / "tree", "check", "--staged", ".", "--format", "json")) == [
        ("mails/new.txt", "LC703")
    ]
    git(place, "clone", "-q", "--bare", str(team), "bare")
    done = leakcheck(place, "check", "--staged", "bare")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@needs_git
def test_diff_base_checks_what_has_changed_since(team: Path) -> None:
    git(team, "switch", "-q", "-c", "topic")
    done = leakcheck(team, "check", "--diff-base", "main", ".")
    assert (done.returncode, done.stdout) == (0, "Nothing to check: no draft has changed since main\n")
    (team / "mails/new.txt").write_text(LEAK, encoding="utf-8")
    git(team, "add", ".")
    git(team, "commit", "-q", "-m", "More")
    (team / "mails/not added.txt").write_text(LEAK, encoding="utf-8")
    (team / "notes.rst").write_text(LEAK, encoding="utf-8")
    done = leakcheck(team, "check", "--diff-base", "main", ".", "--format", "json")
    assert rules(done) == [("mails/new.txt", "LC703"), ("mails/not added.txt", "LC703")]
    wrong = leakcheck(team, "check", "--diff-base", "nowhere", ".")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    assert "--diff-base nowhere: there is no such revision" in wrong.stderr
    assert leakcheck(team, "check", "--diff-base=--output=x", ".").returncode == 2


def test_outside_of_a_repository_git_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAK, encoding="utf-8")
    done = leakcheck(tmp_path, "check", "--staged", ".")
    assert done.returncode == 2
    assert re.fullmatch(r"leakcheck: git [^\n]+\n", done.stderr)


def test_the_same_bytes_twice_with_and_without_cache(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "templates")
    shown = {
        leakcheck(tmp_path, "check", "templates", *more).stdout for more in ((), (), ("--no-cache",), ("--jobs", "2"))
    }
    assert len(shown) == 1


def test_files_that_cannot_be_read_are_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.html").symlink_to("nowhere")
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "two\nlines.html").write_text("<p>Dear {{ name }}</p>", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xe9.html")).write_text("<p>Dear {{ name }}</p>", encoding="utf-8")
    done = leakcheck(tmp_path, "check", ".")
    assert done.returncode == 3
    assert "./gone.html: Not checked: the file does not exist" in done.stdout
    assert "./picture.html: Not checked: this is not a template" in done.stdout
    assert "./two\\u{a}line" in done.stdout
    assert done.stdout.count("Nothing found\n") == 2


def test_an_unknown_language_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "leakcheck.toml").write_text('[templates]\nlanguage = "cobol"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(LEAK, encoding="utf-8")
    done = leakcheck(tmp_path, "check", ".")
    assert done.returncode == 2
    assert "leakcheck.toml:2: templates.language: no language 'cobol'" in done.stderr


def test_paths_in_the_configuration_make_a_template_of_an_eml(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("To: {{ person.email }}\nSubject: x\n\nDear {{ person.name }}\n", encoding="utf-8")
    assert rules(leakcheck(tmp_path, "check", ".", "--format", "json")) == [("./a.eml", "LC701")]
    (tmp_path / "leakcheck.toml").write_text('[templates]\npaths = ["*.eml"]\n', encoding="utf-8")
    assert rules(leakcheck(tmp_path, "check", ".", "--format", "json")) == []


@needs_git
@pytest.mark.skipif(shutil.which("bash") is None and not os.environ.get("CI"), reason="bash is not installed")
def test_a_text_that_the_configuration_lists_is_no_saved_mail(tmp_path: Path) -> None:
    mail = "From: news@example.org\nTo: ann@example.com\nSubject: x\n\nAsk ines@atelier-moreau.zz\n"
    (tmp_path / "a.txt").write_text(mail, encoding="utf-8")
    assert "LC703" not in leakcheck(tmp_path, "check", ".").stdout
    (tmp_path / "leakcheck.toml").write_text('templates.paths = ["*.txt"]', encoding="utf-8")
    assert "LC703" in leakcheck(tmp_path, "check", ".").stdout


def test_the_script_of_the_github_action(team: Path) -> None:
    program = team / "bin/leakcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m leakcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(team)}
    env |= {"PATHS": "mails\n", "SARIF": "out.sarif", "FAIL_ON": "error", "BASELINE": "", "DIFF_BASE": "", "ARGS": ""}
    done = subprocess.run(
        ("bash", ROOT / "clients/github/check.sh"), cwd=team, env=env, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=mails/offer.eml.j2,line=2,col=5,title=LC702 merged-recipient-list::")
    assert json.loads((team / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "LC702"


@needs_git
def test_the_commands_of_the_gitlab_job(team: Path) -> None:
    lines = (ROOT / "clients/gitlab/leakcheck.yml").read_text(encoding="utf-8").splitlines()
    commands = [line.split("- leakcheck ")[1] for line in lines if "- leakcheck " in line]
    assert len(commands) == 4
    for command in commands:
        words = command.replace("$LEAKCHECK_FAIL_ON", "warning").replace("$LEAKCHECK_ARGS", "").partition(" ||")[0]
        assert leakcheck(team, *words.replace("$LEAKCHECK_PATHS", "mails").split()).returncode == 1
    (issue,) = json.loads((team / "gl-code-quality-report.json").read_text())
    assert issue["location"]["path"] == "mails/offer.eml.j2"
    assert (team / "leakcheck.xml").read_text(encoding="utf-8").startswith("<?xml")


def hook_files() -> re.Pattern[str]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return re.compile(re.search(r"files: '(.+)'", text)[1])  # type: ignore[index]


@pytest.mark.parametrize("name", [path.name for path in sorted((SAMPLES / "leaky").iterdir())])
def test_the_hook_takes_every_sample(name: str) -> None:
    assert hook_files().search(f"emails/{name}")


@pytest.mark.parametrize("name", ["README.md", "docs/index.html", "src/main.py", "notes.txt"])
def test_the_hook_leaves_other_files_alone(name: str) -> None:
    assert not hook_files().search(name)


@needs_git
@pytest.mark.slow
def test_pre_commit_itself_runs_the_hook_from_a_local_clone_without_a_network(
    team: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    place = tmp_path_factory.mktemp("place")
    wheels = _wheels(place / "wheels")
    git(ROOT, "clone", "-q", str(ROOT), str(place / "leakcheck"))
    head = ("git", "rev-parse", "HEAD")
    revision = subprocess.run(head, cwd=place / "leakcheck", check=True, capture_output=True, text=True).stdout
    config = f"repos:\n- repo: {place / 'leakcheck'}\n  rev: {revision}  hooks:\n  - id: leakcheck\n"
    (team / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(team, "add", ".")
    done = _pre_commit(team, place, wheels)
    assert (done.returncode, "error LC702 merged-recipient-list" in done.stdout) == (1, True)
    git(team, "rm", "-q", "-f", "mails/offer.eml.j2")
    assert _pre_commit(team, place, wheels).returncode == 0


def _wheels(folder: Path) -> Path:
    """Return a folder with all that the hook needs; only this asks the package index."""
    command = (sys.executable, "-m", "pip", "wheel", "-q", "-w", str(folder), str(ROOT), "hatchling>=1.25")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("the packages that the hook needs cannot be had here")
    return folder


def _pre_commit(team: Path, place: Path, wheels: Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit where there is no network but the loopback, which is down."""
    cut_off = ("unshare", "--map-root-user", "--net")
    if subprocess.run((*cut_off, "true"), check=False, capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    env = {**os.environ, "PRE_COMMIT_HOME": str(place / "home"), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    command = (*cut_off, sys.executable, "-m", "pre_commit", "run", "--all-files")
    return subprocess.run(command, cwd=team, env=env, check=False, capture_output=True, text=True)


def test_the_page_shows_what_the_command_says(tmp_path: Path) -> None:
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    command, shown = re.findall(r"<!-- output: leakcheck (.+?) -->\n```text\n(.*?)\n```\n", page, re.DOTALL)[0]
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    assert leakcheck(tmp_path, *command.split()).stdout == shown + "\n"
