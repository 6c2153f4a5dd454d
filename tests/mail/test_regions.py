from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.html import read_html
from leakcheck.mail.regions import find_regions
from tests.support import cpu_seconds

ANN = (("Ann Lee",), ("ann@example.org",))
B, Q, H, S = "body", "quoted", "quoted-header", "signature"


def regions(text: str, own: tuple[tuple[str, ...], tuple[str, ...]] = ANN) -> list[tuple[str, str]]:
    return [(region.kind, text[region.span.start : region.span.end].strip()) for region in find_regions(text, *own)]


ATTRIBUTIONS = [
    "On Mon, May 6, 2024 at 10:11 AM Bob Kim <bob@example.net> wrote:",
    "On Mon, May 6, 2024 at 10:11 AM Bob Kim\n<bob@example.net> wrote:",
    "On Monday 6 May 2024,\nBob Kim <bob@example.net>\nwrote:",
    "Am 06.05.2024 um 10:11 schrieb Bob Kim:",
    "Am Mo., 6. Mai 2024 um 10:11 Uhr schrieb Bob Kim <bob@example.net>:",
    "Am 6. Mai 2024 schrieb\nBob Kim:",
    "Le lun. 6 mai 2024 à 10:11, Bob Kim <bob@example.net> a écrit :",
    "Le 06/05/2024 à 10:11, Bob Kim a écrit\xa0:",
    "El lun, 6 may 2024 a las 10:11, Bob Kim (<bob@example.net>) escribió:",
    "Op ma 6 mei 2024 om 10:11 schreef Bob Kim <bob@example.net>:",
    "Il giorno lun 6 mag 2024 alle ore 10:11 Bob Kim <bob@example.net> ha scritto:",
    "Em seg., 6 de mai. de 2024 às 10:11, Bob Kim <bob@example.net> escreveu:",
    "Op 6 mei 2024, om 10:11 heeft Bob Kim <bob@example.net> het volgende geschreven:",
    "A 06/05/2024, às 10:11, Bob Kim <bob@example.net> escreveu:",
    "Dne 6. 5. 2024 v 10:11 napsal(a) Bob Kim <bob@example.net>:",
    "Wiadomość napisana przez Bob Kim <bob@example.net> w dniu 6 maj 2024, o godz. 10:11:",
    "Den mån 6 maj 2024 kl 10:11 skrev Bob Kim <bob@example.net>:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_attribution_opens_marked_lines(attribution: str) -> None:
    text = f"My answer.\n\n{attribution}\n\n> Are you\n> coming?\n\nNo, sorry.\n"
    assert regions(text) == [(B, "My answer."), (H, attribution), (Q, "> Are you\n> coming?"), (B, "No, sorry.")]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_attribution_over_unmarked_lines_quotes_to_the_end(attribution: str) -> None:
    text = f"My answer.\n\n{attribution}\n\nAre you coming?\n\nBob\n"
    assert regions(text) == [(B, "My answer."), (H, attribution), (Q, "Are you coming?\n\nBob")]


SEPARATORS = [
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Mensagem original-----",
    "-------- Forwarded Message --------",
    "-------- Weitergeleitete Nachricht --------",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "Début du message réexpédié :",
    "Inizio messaggio inoltrato:",
    "________________________________",
]
HEADERS = [
    "From: Bob Kim\nSent: Monday, 6 May 2024 10:11\nTo: Ann Lee\nSubject: Plan",
    "Von: Bob Kim\nGesendet: Montag, 6. Mai 2024 10:11\nAn: Ann Lee\nCc: Max Muster\nBetreff: Plan",
    "De : Bob Kim\nEnvoyé : lundi 6 mai 2024 10:11\nÀ : Ann Lee\nObjet : Plan",
    "De: Bob Kim\nEnviado el: lunes, 6 de mayo de 2024\nPara: Ann Lee\nAsunto: Plan",
    "Da: Bob Kim\nInviato: lunedì 6 maggio 2024\nA: Ann Lee\nOggetto: Plan",
    "Van: Bob Kim\nVerzonden: maandag 6 mei 2024\nAan: Ann Lee\nOnderwerp: Plan",
    "De: Bob Kim\nEnviada em: segunda-feira\nPara: Ann Lee\nAssunto: Plan",
    "Subject: Plan\nDate: Mon, 6 May 2024\nFrom: Bob Kim\nTo: Ann Lee",
    "*From:* Bob Kim\n*Date:* 6 May\n*To:* Ann Lee,\n Max Muster,\n Eva Muster\n*Subject:* Plan",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("separator", ["", *SEPARATORS])
def test_a_header_block_quotes_to_the_end(separator: str, header: str) -> None:
    block = f"{separator}\n{header}".strip()
    text = f"See below.\n\n{block}\n\nHello Ann,\nplease come.\n"
    assert regions(text) == [(B, "See below."), (H, block), (Q, "Hello Ann,\nplease come.")]


def test_a_block_inside_a_quotation_is_found() -> None:
    text = "New.\n\n> From: Bob Kim <bob@example.net>\n> Sent: today\n> To: Ann\n> Subject: Plan\n>\n> Hi\n\nMore.\n"
    kinds = [kind for kind, _ in regions(text)]
    assert kinds == [B, H, Q, B]


def test_a_thread_shows_every_block() -> None:
    block = "From: Bob Kim\nSent: today\nTo: Ann Lee\nSubject: Plan"
    assert [kind for kind, _ in regions(f"Hi\n\n{block}\n\nold\n\n{block}\n\nolder\n")] == [B, H, Q, H, Q]


NO_QUOTATION = [
    "The train goes\nFrom: Berlin\nTo: Munich\nDate: 6 May\n\nSee you.",
    "On 5 May the board wrote:\n\nnothing at all.",
    "As Ann wrote:\nwe should go.",
    "Please note:\nthe door is open.",
    "| name | age |\n| Ann  | 42  |",
    "a > b and c < d",
    ">From the start of a line",
    "From: the heart",
    "mysql> select 1;\nmysql> select 2;",
    "----------\nA table\n----------",
    "To: do list\nSubject: to change",
]


@pytest.mark.parametrize("text", NO_QUOTATION)
def test_what_only_looks_like_a_quotation_is_body(text: str) -> None:
    assert {kind for kind, _ in regions(text)} == {B}


def test_a_line_before_the_attribution_stays_body() -> None:
    text = "On your question:\nOn Monday we met.\nBob wrote:\n> old\n"
    assert regions(text) == [(B, "On your question:\nOn Monday we met."), (H, "Bob wrote:"), (Q, "> old")]


def test_marks_of_other_programs() -> None:
    assert regions("Hi\nAnn> one\nAnn> two\nbye") == [(B, "Hi"), (Q, "Ann> one\nAnn> two"), (B, "bye")]
    assert regions("Hi\n| one\n| two\nbye") == [(B, "Hi"), (Q, "| one\n| two"), (B, "bye")]


def test_line_ends_of_all_kinds() -> None:
    lines = ["Hi", "", "On 6 May 2024 Bob wrote:", "> old", "new", "-- ", "Ann Lee", ""]
    for end in ("\n", "\r\n", "\r"):
        assert [kind for kind, _ in regions(end.join(lines))] == [B, H, Q, B, S]


SIGNATURES = [
    "-- \nAnn Lee\nExample Ltd",
    "--\nAnn Lee",
    "Best regards,\nAnn Lee",
    "Kind regards\n\nAnn",
    "Thanks!\nAnn\n+1 202 555 0100",
    "Mit freundlichen Grüßen\nAnn Lee\nTel. +49 30 23125 100",
    "Viele Grüße aus Bonn\nAnn",
    "Mit freundlichen Gruessen\nAnn Lee",
    "LG Ann\nann@example.org",
    "Cordialement,\nAnn Lee",
    "Saludos,\nAnn",
    "Cordiali saluti\nAnn Lee",
    "Met vriendelijke groet,\n\nAnn Lee\nDirector",
    "Atenciosamente,\nAnn Lee",
    "Regards,\nDr. Eva Muster\nTel: +44 7700 900123",
    "Cheers\nE.\nann@example.org",
    "Ann Lee\nExample Ltd\nann@example.org",
    "Sent from my phone",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_ends_the_body(signature: str) -> None:
    assert regions(f"Please come.\n\n{signature}\n") == [(B, "Please come."), (S, signature)]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_ends_at_the_quotation(signature: str) -> None:
    quote = "On 6 May 2024 at 10:11 Bob Kim wrote:\n> old"
    assert [kind for kind, _ in regions(f"Please come.\n\n{signature}\n\n{quote}\n")] == [B, S, H, Q]


def test_a_sentence_about_a_letter_opens_no_quotation() -> None:
    assert regions("A friend wrote on 06/05/2024, 10:11:\n\nCome home.\n")[0][0] == B


NO_SIGNATURE = [
    "Thanks,\nplease call Bob Kim tomorrow.",
    "Thanks for the call.\nPlease ring Bob Kim at\n+1 202 555 0100\nand tell him that we agree.",
    "Best way to reach me is mail.\n\nAnn is away today, so ask the office.",
    "Regards the plan:\nwe go on.",
    "Ann Lee\nwas here yesterday.",
    "Love\nis all you need.",
    "-- no dashes here",
]


@pytest.mark.parametrize("text", NO_SIGNATURE)
def test_body_text_is_not_swallowed(text: str) -> None:
    assert {kind for kind, _ in regions(text)} == {B}


def test_text_below_a_signature_is_body_again() -> None:
    text = "Come.\n\nRegards,\nAnn\n\nPS: The number of Bob is 555-0100.\n"
    assert regions(text) == [(B, "Come."), (S, "Regards,\nAnn"), (B, "PS: The number of Bob is 555-0100.")]
    text = "Come.\n\nRegards,\nAnn\n\nBy the way, Bob Kim told me that he is ill again.\n"
    assert [kind for kind, _ in regions(text)] == [B, S, B]


def test_two_dashes_far_from_the_end_part_sections() -> None:
    assert {kind for kind, _ in regions("News\n--\n" + "A line of news\n" * 40)} == {B}


def test_a_signature_is_known_without_the_name_of_the_sender() -> None:
    assert [kind for kind, _ in regions("Come.\n\nBest regards,\nAnn Lee\n", ((), ()))] == [B, S]


def test_quotations_of_html_are_regions() -> None:
    page = read_html(
        "<p>Yes.</p><div>On 6 May 2024 at 10:11 Bob Kim &lt;bob@example.net&gt; wrote:</div>"
        '<blockquote type="cite"><p>Coming?</p><p>Bob</p></blockquote><p>See you.</p>'
    )
    found = find_regions(page.text, *ANN, page.quoted)
    assert [region.kind for region in found] == [B, H, Q, B]


def test_a_header_block_before_a_quotation_of_html_quotes_to_the_end() -> None:
    page = read_html(
        "<p>Yes.</p><hr><p><b>From:</b> Bob Kim<br><b>Sent:</b> today<br><b>To:</b> Ann Lee<br><b>Subject:</b> Plan</p>"
        '<p>Coming?</p><blockquote type="cite">older</blockquote><p>Bob</p>'
    )
    found = find_regions(page.text, *ANN, page.quoted)
    assert [region.kind for region in found] == [B, H, Q]


MARKS = [
    ">",
    "> ",
    "\n",
    "\r",
    "--",
    "-- \n",
    "From: a@b",
    "To: ",
    "Subject: x",
    "On 5 May 2024 ",
    "wrote:",
    "Thanks,\n",
    "Ann Lee",
]
MARKS += ["-----Original Message-----\n", "_" * 20, "|", "ab ", " ", "\xa0", ":", "Ann> "]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_regions_tile_the_text(text: str) -> None:
    found = find_regions(text, *ANN)
    assert "".join(text[region.span.start : region.span.end] for region in found) == text
    assert all(region.span.start < region.span.end for region in found)
    assert all(one.kind != other.kind for one, other in pairwise(found))


PUMPS = [
    "> \n",
    "From: x\n",
    "From: x\nTo: a@b,\n",
    "wrote:\n",
    "On 5 May 2024\n",
    "a:\n",
    "--\n",
    "Thanks\nAnn Lee\n",
    "| a\n",
]
PUMPS += ["-----Original Message-----\n", "____________\n", "Ann> b\n", "> On 2024 wrote:\n", " ", "a", ">", "_"]


@pytest.mark.slow
@pytest.mark.parametrize("pump", PUMPS)
def test_cost_is_linear(pump: str) -> None:
    small, large = (_seconds("x\n" + pump * times) for times in (4_000, 16_000))
    assert large < 12 * small + 0.05  # four times the input; a quadratic cost would be sixteen times and more


def _seconds(text: str) -> float:
    return cpu_seconds(lambda: find_regions(text, *ANN))
