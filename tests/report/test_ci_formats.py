from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from leakcheck.model.severity import Severity
from leakcheck.policy.threshold import Threshold
from leakcheck.report.formats import render
from leakcheck.report.setting import Setting
from tests.report import sample_reports as sample
from tests.support import report_of

# What GitLab reads of a code quality report: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?![./]/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# What consumers of JUnit agree on: the elements, their order and the attributes that Ant and Jenkins read.
JUNIT = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<define name="told"><attribute name="message"/><optional><attribute name="type"/></optional><text/></define>
<start><element name="testsuites"><attribute name="name"/><zeroOrMore><element name="testsuite">
  <attribute name="name"/>
  <attribute name="tests"><data type="nonNegativeInteger"/></attribute>
  <attribute name="failures"><data type="nonNegativeInteger"/></attribute>
  <attribute name="errors"><data type="nonNegativeInteger"/></attribute>
  <attribute name="skipped"><data type="nonNegativeInteger"/></attribute>
  <oneOrMore><element name="testcase"><attribute name="name"/><attribute name="classname"/>
    <optional><choice>
      <element name="skipped"><ref name="told"/></element>
      <element name="error"><ref name="told"/></element>
      <element name="failure"><ref name="told"/></element>
      <element name="system-out"><text/></element>
    </choice></optional>
  </element></oneOrMore>
</element></zeroOrMore></element></start></grammar>"""
EVERYTHING = [make() for make in sample.EVERY]


def test_github_one_command_a_line() -> None:
    lines = render("github", EVERYTHING, Setting()).splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert lines[0] == (
        "::error file=offer.eml,line=3,col=5,title=LC101 visible-recipients::"
        "To: 14 people can see one another (14 places). Send one message to each person, or move the recipients to Bcc"
    )


def test_github_properties_cannot_be_closed_from_inside() -> None:
    line = render("github", [sample.unreadable("a,line=1::b%0A::c.eml")], Setting())
    assert line.startswith("::error file=a%2Cline=1%3A%3Ab%250A%3A%3Ac.eml,title=not checked::not an Outlook message:")


def test_github_leaves_allowed_findings_out() -> None:
    assert render("github", [sample.coach()], Setting()).count("LC302") == 1


def test_gitlab_gets_what_it_reads() -> None:
    import jsonschema

    jsonschema.validate(json.loads(render("gitlab", EVERYTHING, Setting())), GITLAB)


def test_junit_has_the_shape_that_consumers_read() -> None:
    from lxml import etree

    schema = etree.RelaxNG(etree.fromstring(JUNIT))
    schema.assertValid(etree.fromstring(render("junit", EVERYTHING, Setting()).encode()))


def test_gitlab_fingerprints_are_unique() -> None:
    issues = json.loads(render("gitlab", EVERYTHING, Setting()))
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    assert {issue["severity"] for issue in issues} == {"critical", "major", "info"}
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)


def test_gitlab_paths_are_relative_and_plain() -> None:
    (first, *_) = json.loads(render("gitlab", [sample.coach("./mail/offer.eml")], Setting()))
    assert first["location"]["path"] == "mail/offer.eml"


@pytest.mark.parametrize("make", sample.EVERY)
def test_junit_counts_what_it_holds(make: object) -> None:
    for fail_on in Severity:
        text = render("junit", [make()], Setting(fail_on=Threshold(fail_on)))
        suite = ET.fromstring(text)[0]  # noqa: S314 - our own output
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_junit_says_what_was_not_checked_and_not_what_is_not_configured() -> None:
    report = report_of("To: list-of-friends\n\nHello\n")
    assert [row.what for row in report.skipped] == ["consent"]
    error = ET.fromstring(render("junit", [report], Setting())).find(".//error")  # noqa: S314 - our own output
    assert error.get("message") == "1 recipient without an address: who will get this mail cannot be checked"


def test_junit_fails_only_at_the_level_asked_for() -> None:
    def failures(fail_on: Severity) -> int:
        return render("junit", [sample.coach()], Setting(fail_on=Threshold(fail_on))).count("<failure")

    assert [failures(level) for level in Severity] == [2, 1, 1]


def test_junit_survives_the_end_of_a_cdata_section() -> None:
    text = render("junit", [sample.hostile()], Setting())
    assert "]]>" not in text
    assert "]]&gt;" in text
