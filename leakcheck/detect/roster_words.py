"""Words in the heads of tables of people, and in cells that name no person; all in lower case, without marks."""

from __future__ import annotations


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


GIVEN = _phrases(
    """
    first name, firstname, given name, givenname, given names, forename, vorname, vornamen, rufname, prénom, prenom,
    prénoms, nombre de pila, nombres, voornaam, voornamen, nome proprio, primeiro nome
    """
)
FAMILY = _phrases(
    """
    last name, lastname, surname, family name, familyname, nachname, familienname, zuname, nom de famille, apellido,
    apellidos, primer apellido, cognome, sobrenome, apelido, achternaam, familienaam
    """
)
FULL = _phrases(
    """
    full name, fullname, first and last name, vor und nachname, vorname nachname, nachname vorname, name vorname,
    vollständiger name, nom et prénom, nom prénom, nom complet, prénom et nom, nombre completo, nombre y apellidos,
    apellidos y nombre, nome e cognome, cognome e nome, nome completo, volledige naam, naam deelnemer, participant,
    participants, participant name, name of participant, attendee, attendees, attendee name, teilnehmer,
    teilnehmerin, teilnehmer in, teilnehmende, teilnehmername, name des teilnehmers, name teilnehmer, participante,
    participantes, participant e, partecipante, partecipanti, deelnemer, deelnemers, client name, patient, patient
    name, patientin, patienten, student, student name, pupil, pupils, schüler, schülerin, schülername, name des
    kindes, child, child name, name of child, member name, mitglied, mitglieder, mitgliedsname, employee, employee
    name, mitarbeiter, mitarbeiterin, mitarbeitername, guest, guests, guest name, gast, gäste, klient, klientin,
    klienten, coachee, coachees, contact person, ansprechpartner, ansprechpartnerin, kontaktperson, person, persons,
    people, volunteer, alumno, alumna, alumnos, élève, élèves, salarié, patiënt, leerling, lid
    """
)
# They head lists of people, of products and of places alike.
WEAK = _phrases(
    """
    name, names, namen, nom, noms, nombre, nome, naam, client, clients, customer, customers, customer name, kunde,
    kundin, kunden, kundenname, cliente, clientes, clienti, klant, klanten, member, members
    """
)
# What stands beside the name of a thing, in the head of its table.
NO_ROSTER = _phrases(
    """
    price, prices, preis, preise, prix, precio, prezzo, prijs, sku, ean, gtin, isbn, upc, stock, bestand, lager,
    qty, quantity, menge, stück, anzahl, quantité, cantidad, quantità, aantal, size, größe, taille, bytes, version,
    type, typ, population, einwohner, capital, hauptstadt, artikel, article, product, produkt, produit, producto,
    prodotto, color, colour, farbe, weight, gewicht, unit, einheit, category, kategorie, brand, marke, model,
    modell, genre, author, autor, director, species, description, beschreibung, url, website, license, licence,
    path, pfad, file, datei, industry, branche, revenue, umsatz, ticker, founded, gegründet, iso, latitude,
    longitude, rooms, capacity, kapazität, origin, herkunft, vintage, jahrgang, rank, rang, opens, hours,
    öffnungszeiten
    """
)
# A cell with one of these names an organisation, a place or a thing.
NO_PERSON = _phrases(
    """
    gmbh, ag, kg, ug, ohg, gbr, mbh, ev, inc, ltd, limited, llc, llp, plc, corp, corporation, company, co, sa, sas,
    sarl, srl, spa, bv, nv, sl, oy, ab, aps, group, gruppe, holding, partners, partner, associates, brothers, bros,
    sons, söhne, consulting, solutions, services, systems, media, verlag, school, schule, grundschule, realschule,
    gymnasium, lycée, collège, college, university, universität, université, institute, institut, academy, akademie,
    hospital, klinik, krankenhaus, clinic, praxis, church, kirche, museum, theater, theatre, hotel, pension,
    restaurant, café, cafe, bar, bakery, bäckerei, shop, store, markt, market, park, garden, garten, street, road,
    avenue, lane, square, straße, strasse, weg, platz, allee, rue, via, calle, plaza, centre, center, zentrum,
    foundation, stiftung, fondation, verein, club, team, library, bibliothek, station, bahnhof, airport, flughafen,
    bridge, brücke, island, islands, insel, lake, see, river, mountain, mount, city, stadt, town, county, state,
    san, santa, saint, st, fort, port, north, south, east, west, new, republic, united, the, and, of, für, for,
    with, mit, sauce, tea, coffee, wine, wein, cake, kuchen, bread, brot, rose, table, chair, lamp, sofa, desk,
    shirt, dress, shoes, bag, set, pro, mini, max, plus, deluxe, edition, report, meeting, workshop, course, kurs,
    seminar, training, monday, tuesday, wednesday, thursday, friday, saturday, sunday, montag, dienstag, mittwoch,
    donnerstag, freitag, samstag, sonntag
    """
)
