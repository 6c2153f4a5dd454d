from __future__ import annotations

import pytest

from leakcheck.mail.regions import find_regions

FIRM = (("Harbour Tools Service",), ("service@harbour-tools.example",))
ANN = (("Ann Lee",), ("ann@example.org",))
CHURCH = (("Kirchengemeinde St. Lukas",), ("buero@st-lukas.example",))


def signature(text: str, own: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    spans = [r.span for r in find_regions(text, *own) if r.kind == "signature"]
    return "\n".join(text[span.start : span.end].strip() for span in spans)


FOOTERS = [
    "Harbour Tools Ltd, Unit 7, 1 High Street, Leeds LS1 4AP. Company no. 01234567. Help: 01632 960270",
    "Harbour Tools | 5th floor, 1 High Street, Leeds LS1 4AP\n0161 496 0417",
    "Harbour Tools\n1 High Street\nLeeds LS1 4AP",
    "Harbour Ltd. Registered office: 1 High Street, Leeds LS1 4AP. No. 01234567.",
    "Harbour Marine Tools and Service, 1 High Street, Leeds LS1 4AP",
    "Harbour & Hart LLP, 2 Castle Street, Ludlow SY8 1AS. DX 26881 Ludlow. T: 01584 496 018. Partners: E Hart.",
    "Harbour, 01632 960270",
    "Service Nord · Am Kai 3 · 04179 Leipzig · St.-Nr. 46/271/04188 · 0176 04069077",
    "Your Harbour Tools team\nTel. 01632 960270",
    "Am Kai 3 · 04179 Leipzig · HRB 12345 · USt-IdNr. DE123456789",
    "Rue du Port 3, 37000 Tours - SIRET 123 456 789 00012",
    "Via Roma 18, 40121 Bologna - P.IVA 01234567890",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_footer_of_the_sender_is_a_signature(footer: str) -> None:
    assert signature(f"Your parcel is on its way.\nTotal 12.00\n{footer}\n", FIRM) == footer


def test_a_whole_name_may_have_a_word_before_it() -> None:
    footer = "Ev. Kirchengemeinde St. Lukas, Lukasplatz 1, 04315 Leipzig"
    assert signature(f"Kommt alle.\n{footer}\n", CHURCH) == footer


def test_a_notice_below_the_footer_is_body() -> None:
    footer = "Harbour Tools Ltd, 1 High Street, Leeds LS1 4AP"
    assert (
        signature(f"Hello.\n\n{footer}\n\nThis mail is meant for the reader named above and nobody else.\n", FIRM)
        == footer
    )


NO_FOOTERS = [
    "Harbour Tools will call Bob Kim, 1 High Street, Leeds LS1 4AP.",
    "Harbour seals were seen at 1 High Street, Leeds LS1 4AP",
    "Please send the tools to Bob Kim, 1 High Street, Leeds LS1 4AP",
    "Harbour Tools, who is coming to 1 High Street, Leeds LS1 4AP?",
    "Steuernummer: 46/271/04188",
    "Harbour, call Bob Kim on 01632 960270",
    "PR 1188 by Bob Kim, 07700 900222",
    "VR 2 headset for Bob Kim, 07700 900222",
    "UID:20260922@example.org\nsee bob@example.org",
    "VAT 20 %  17.48\nBob Kim, 1 High Street, Leeds LS1 4AP",
    "The firm with the VAT number GB123456789 has moved to another street.",
]


@pytest.mark.parametrize("text", NO_FOOTERS)
def test_a_sentence_is_no_footer(text: str) -> None:
    assert signature(f"Hello,\n{text}\n", FIRM) == ""


def test_the_line_of_somebody_else_ends_a_footer() -> None:
    text = "Harbour Tools, HRB 12345\nTel. 01632 960270\nask bob@example.org\n"
    assert signature(text, FIRM) == "Harbour Tools, HRB 12345\nTel. 01632 960270"
    text = "Drivers:\nAnn Lee, 07700 900111\nBob Kim, 07700 900222\nCleo Roy, 07700 900333\n"
    assert signature(text, ANN) == "Ann Lee, 07700 900111"


SIGNED = [
    "Mit freundlichen Grüßen\nEva Muster, Beraterin\nHarbour Tools GmbH · Am Kai 3 · 04179 Leipzig",
    "Mit freundlichen kollegialen Grüßen\nHarbour Tools\nAm Kai 3 · 04179 Leipzig",
    "Mit freundlichen Grüßen\nHarbour Tools GmbH, FN 12345k, UID ATU12345675\nAm Kai 3, 1100 Wien",
    (
        "Distinti saluti\nEva Muster\n"
        "Harbour Tools - Via Roma 27, 44121 Ferrara - Tel. 0532 118 418 - eva@pec.example - P.IVA 01234567890"
    ),
]


@pytest.mark.parametrize("text", SIGNED)
def test_somebody_signs_for_the_organisation(text: str) -> None:
    assert signature(f"Hello.\n\n{text}\n", FIRM) == text


def test_a_name_and_numbers_need_no_sign_off() -> None:
    assert signature("Nets start at eight.\n\nAnn\n07700 900271\n", ANN) == "Ann\n07700 900271"
    text = "Ann Lee | Harbour | T 0117 496 0422 | M 07700 900188"
    assert signature(f"Done.\n\nAnn\n\n{text}\n", ANN) == text


def test_a_role_signs_for_the_organisation() -> None:
    school = (("Vie scolaire",), ("viescolaire@college-camus.example",))
    text = "Cordialement,\nMme Roy, CPE\nCollège Albert-Camus, 4 allée des Platanes, 37200 Tours"
    assert signature(f"Bonjour.\n\n{text}\n", school) == text
    plumber = (("Idraulica Neri",), ("neri@example.com",))
    assert signature("Fatto ieri.\n\nNeri Massimo\n333 271 8041\n", plumber) == "Neri Massimo\n333 271 8041"


def test_a_stranger_who_signs_is_not_the_sender() -> None:
    assert (
        signature("This is what he wrote:\n\nBest regards,\nBob Kim\nKim Foods, 1 High Street, Leeds LS1 4AP\n", ANN)
        == ""
    )
