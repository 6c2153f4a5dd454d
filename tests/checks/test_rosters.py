"""LC405 on tables that name people without an address, and on tables of everything else."""

from __future__ import annotations

import pytest

from leakcheck.model.severity import Confidence, Severity
from tests.mail.attachments import packages
from tests.mail.attachments.make_samples import draft_with
from tests.support import finding_of

PEOPLE = [
    *(("Anna", "Klein"), ("Peter", "Okafor"), ("Sabine", "Novak"), ("Thomas", "Lindberg"), ("Julia", "Haddad")),
    *(("Michael", "Yamada"), ("Claudia", "Rossi"), ("Stefan", "Silva"), ("Martina", "Dubois"), ("Andreas", "Jensen")),
    *(("Laura", "Kowalska"), ("Daniel", "Moreau"), ("Emma", "Weiss"), ("Lukas", "Tanaka"), ("Sophie", "Berg")),
    ("Paul", "Costa"),
]
CITIES = ("Bonn", "Ulm", "Graz", "Bern")


def csv(*rows: str) -> bytes:
    return draft_with("list.csv", "text/csv", "\n".join(rows).encode())


def rows_of(number: int, form: str) -> list[str]:
    return [form.format(given, family, CITIES[at % 4]) for at, (given, family) in enumerate(PEOPLE[:number])]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("Name,City", "{0} {1},{2}"),
        ("name;Ort", '"{1}, {0}";{2}'),
        ("Kunde\tOrt", "{1} {0}\t{2}"),
        ("Name,Vorname,Ort", "{1},{0},{2}"),
        ("First Name,Last Name,City", "{0},{1},{2}"),
        ("first_name;surname", "{0};{1}"),
        ("Nom;Prénom;Ville", "{1};{0};{2}"),
        ("Nombre,Apellidos", "{0},{1}"),
        ("Nome;Cognome", "{0};{1}"),
        ("nr;voornaam;achternaam", "1;{0};{1}"),
        ("Teilnehmer", "{0} {1}"),
        ("Teilnehmer/in,Raum", "Dr. {0} {1},4"),
        ("Participants of the spring course\n\nno,participant", "3,{0} {1}"),
        ('"Full Name","City"', '"{0} {1}","{2}"'),
        ("Nr;Mitarbeiter;Lohn", "7;{0} {1};2.400"),
        ("NAME,CITY", "{0} van der {1},{2}"),
    ],
)
def test_names_in_a_table_make_a_list(head: str, form: str) -> None:
    found = finding_of("LC405", csv(*head.split("\n"), *rows_of(12, form)))
    assert (found.total, found.kind, found.severity) == (12, "person-name", Severity.WARNING)
    assert found.confidence == Confidence.MEDIUM
    assert found.message.startswith("list.csv lists 12 people by name, ")


def test_the_same_name_counts_once_and_the_recipient_not_at_all() -> None:
    rows = rows_of(6, "{0} {1},{2}")
    assert finding_of("LC405", csv("Name,City", *rows, *rows)).total == 6


def test_rows_without_an_address_count_beside_those_with_one() -> None:
    rows = [*rows_of(3, "{0} {1},{0}@example.net"), *rows_of(9, "{0} {1},")[3:]]
    found = finding_of("LC405", csv("Name,Email", *rows))
    assert (found.total, found.kind) == (9, "email-address")
    assert len(found.locations) == 9
    assert found.message.startswith("list.csv lists contact data of 9 people")


def test_addresses_alone_are_counted_as_ever() -> None:
    found = finding_of("LC405", csv("Name,Email", *rows_of(7, "{0} {1},{0}@example.net")))
    assert (found.total, len(found.locations)) == (7, 7)


def test_a_sheet_of_names() -> None:
    cells = (("Klienten 2026",), (), ("", "Nr", "Name", "Ort"), *(("", "1", f"{g} {f}", "Bonn") for g, f in PEOPLE))
    data = packages.xlsx((packages.Sheet("Intake", cells),))
    found = finding_of("LC405", draft_with("clients.xlsx", "application/octet-stream", data))
    assert found.total == 16
    assert found.message == "clients.xlsx lists 16 people by name, sheet Intake, C4 and 15 more"


def test_a_table_of_names_in_a_document() -> None:
    def cells(*words: str) -> str:
        inner = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in words)
        return f"<w:tr>{inner}</w:tr>"

    table = "".join(cells(f"{given} {family}", "Bonn") for given, family in PEOPLE)
    data = packages.docx(f"<w:tbl>{cells('Name', 'City')}{table}</w:tbl>")
    assert finding_of("LC405", draft_with("list.docx", "application/octet-stream", data)).total == 16


def test_names_in_a_table_of_a_page() -> None:
    rows = "".join(f"<tr><td>{given} {family}</td><td>Bonn</td></tr>" for given, family in PEOPLE)
    page = f"<html><body><table><tr><th>Participant</th><th>City</th></tr>{rows}</table></body></html>"
    assert finding_of("LC405", draft_with("list.html", "text/html", page.encode())).total == 16


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Name,Price", ["Anna Chair,49", "Peter Lamp,20", "Julia Sofa,399", "Emma Desk,120"]),
        ("name;preis", ["Thomas Henry Tonic;2", "Jack Daniels;20", "Jim Beam;18", "Johnnie Walker;25"]),
        ("Name,Qty", ["Blue Pen,4", "Red Folder,7", "Desk Lamp,2", "Paper Clip,90"]),
        ("Name,Kind", ["Earl Grey,tea", "Lady Grey,tea", "Darjeeling First Flush,tea", "Green Sencha,tea"]),
        ("Name,Size,Modified", ["report.pdf,4,May", "Anna Klein.docx,7,May", "img 4.png,9,May"]),
        ("file name,folder", rows_of(8, "{0} {1},{2}")),
        ("product name,color", rows_of(8, "{0} {1},{2}")),
        ("company name,city", rows_of(8, "{0} {1},{2}")),
        ("Firmenname;Ort", rows_of(8, "{0} {1};{2}")),
        ("user name,host", rows_of(8, "{0} {1},{2}")),
        ("Name,Capital", ["Costa Rica,San Jose", "San Marino,San Marino", "Saint Lucia,Castries", "Sri Lanka,Colombo"]),
        ("name,code", ["United States,US", "New Zealand,NZ", "South Africa,ZA", "El Salvador,SV", "Costa Rica,CR"]),
        ("Name,State", ["San Diego,CA", "Santa Clara,CA", "St. Louis,MO", "Los Angeles,CA", "Fort Worth,TX"]),
        ("Kunde,Ort", ["Klein GmbH,Bonn", "Peter Berg KG,Ulm", "Anna Weiss AG,Graz", "Thomas Rossi OHG,Bern"]),
        ("customer,city", ["Thomas Cook Group,London", "Paul Smith Ltd,Bath", "Laura Ashley Inc,York"]),
        ("Name,Ort", ["Albert Schweitzer Schule,Bonn", "Anna Frank Gymnasium,Ulm", "Robert Koch Klinik,Bern"]),
        ("Name,Zone", ["Albert Street,1", "Victoria Road,2", "Charlotte Square,1", "William Lane,4"]),
        ("Time,Monday,Tuesday", ["9:00,Yoga Class,Pilates Flow", "10:00,Core Basics,Yoga Class", "11:00,Rest,Gym"]),
        ("Zeit;Name;Raum", ["9:00;Offene Sprechstunde;2", "10:00;Kleine Gruppe;3", "11:00;Große Runde;2"]),
        ("name,type,required", ["First Name,text,yes", "Last Name,text,yes", "Birth Date,date,no"]),
        ("First name,Last name", ["{{first}},{{last}}", "[given],[family]", "%1,%2"]),
        ("name,value", ["Max Retries,4", "Default Locale,en", "Base Url,/x", "Log Level,info"]),
        ("Name,Rank", ["Emma,1", "Sophie,2", "Laura,3", "Julia,4", "Anna,5"]),
        ("Name,Author", ["Jane Eyre,C. B.", "Emma Woodhouse,J. A.", "Oliver Twist,C. D.", "David Copperfield,C. D."]),
        ("Name,Familie", ["Rosa Canina,Rosaceae", "Acer Campestre,Sapindaceae", "Salix Alba,Salicaceae"]),
        ("task,owner", ["Write Report,Anna Klein", "Call Client,Peter Okafor", "Book Room,Sabine Novak"]),
        ("Name,City", rows_of(2, "{0} {1},{2}")),
        ("Vorname,Nachname", rows_of(1, "{0},{1}")),
        ("Patient,Date", ["1,May", "2,May", "3,June"]),
        ("client,version", ["Thunderbird,128", "Outlook,16", "Apple Mail,17", "K 9,6"]),
    ],
)  # fmt: skip
def test_tables_of_other_things_are_silent(head: str, rows: list[str]) -> None:
    assert finding_of("LC405", csv(head, *rows)) is None


def test_prose_and_lines_with_tabs_are_silent() -> None:
    text = "Name\tAnna Klein\nOrt\tBonn\n\nDear Anna,\nPeter Okafor and Sabine Novak will come.\n"
    assert finding_of("LC405", draft_with("note.txt", "text/plain", text.encode())) is None
