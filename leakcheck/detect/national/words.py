"""Words that name each national number, in lower case."""

from __future__ import annotations

from leakcheck.detect import cues

_PHRASES = {
    "us-ssn": (
        "ssn, ssns, ss#, ss #, social security, social security number, social security no, social, soc sec, "
        "ssn#, social insurance, ss number, ssnum, socsec"
    ),
    "us-itin": "itin, individual taxpayer, taxpayer id, tax id, taxpayer identification",
    "gb-nino": "nino, ni number, national insurance, ni no, ni",
    "gb-nhs": "nhs, nhs number, nhs no, national health",
    "de-idnr": (
        "idnr, steuer-id, steuerid, steueridentifikationsnummer, identifikationsnummer, steuer-idnr, idnr., tax "
        "id, steuer-identifikationsnummer, steuerliche identifikationsnummer, tin"
    ),
    "de-svnr": ("sozialversicherungsnummer, rentenversicherungsnummer, rvnr, sv-nummer, svnr, versicherungsnummer"),
    "de-kvnr": (
        "versichertennummer, versichertennr, versicherten-nr, versicherten-nummer, krankenversichertennummer, kvnr, "
        "kv-nummer, krankenversicherungsnummer, krankenkassennummer, versicherungsnummer, vers.-nr, egk-nummer, "
        "versichert unter"
    ),
    "fr-nir": (
        "nir, sécurité sociale, securite sociale, numéro de sécurité sociale, insee, n° sécu, sécu, no ss, numéro "
        "de sécu, carte vitale"
    ),
    "es-dni": "dni, nif, d.n.i, documento nacional, documento de identidad, identidad",
    "es-nie": "nie, extranjero, n.i.e, identidad",
    "it-cf": "codice fiscale, cod. fisc, c.f, cf",
    "nl-bsn": "bsn, burgerservicenummer, sofinummer, sofi-nummer, burger service nummer",
    "be-nn": "rijksregisternummer, numéro national, nationaal nummer, registre national, insz, niss, rrn",
    "pt-nif": "nif, contribuinte, número de contribuinte, n.º contribuinte, número fiscal",
    "pl-pesel": "pesel, numer pesel, nr pesel",
    "se-pnr": "personnummer, pnr, personal number, samordningsnummer, swedish id, id code",
    "no-fnr": "fødselsnummer, fodselsnummer, personnummer, fnr, d-nummer, national identity number",
    "dk-cpr": "cpr, cpr-nummer, cpr-nr, cprnr, cpr nummer, cpr number, personnummer",
    "fi-hetu": "hetu, henkilötunnus, henkilotunnus, personbeteckning",
    "ch-ahv": "ahv, avs, ahv-nummer, ahv-nr, sozialversicherungsnummer, navs, numéro avs",
    "at-svnr": "svnr, sv-nummer, sv-nr, sozialversicherungsnummer, versicherungsnummer, vsnr",
    "ie-pps": "pps, ppsn, pps number, pps no, personal public service",
    "ca-sin": "sin, social insurance, social insurance number, nas, assurance sociale, sin number",
    "au-tfn": "tfn, tax file number, tax file",
    "au-medicare": "medicare, medicare number, medicare card",
    "in-aadhaar": "aadhaar, aadhar, adhaar, adhar, uidai",
    "in-pan": "pan, pan card, permanent account number, pan number, pan no",
    "br-cpf": "cpf, cadastro de pessoas",
    "mx-curp": "curp",
    "za-id": "id number, sa id, south african id, identity number, resident number, id no, refugee id",
    "kr-rrn": "rrn, resident registration, 주민등록번호, 주민번호, frn, foreigner registration",
    "cn-ric": "身份证, 身份证号, id card, resident identity, id number",
    "jp-mynumber": "my number, mynumber, マイナンバー, 個人番号, individual number",
    "sg-nric": "nric, fin, fin number, identity card",
    "tr-kimlik": "kimlik, tckn, tc kimlik, t.c. kimlik, kimlik no, turkish id, kimlik numarası",
    "il-id": 'teudat zehut, תעודת זהות, ת"ז, israeli id, id number, identity number',
    "cz-rc": "rodné číslo, rodne cislo, rodné č, r.č., birth number",
    "ro-cnp": "cnp, cod numeric personal",
    "hr-oib": "oib, osobni identifikacijski broj",
    "bg-egn": "егн, egn, единен граждански номер",
    "gr-amka": "αμκα, amka",
    "ee-ik": "isikukood, estonian personal code",
    "lt-asmens": "asmens kodas, asmens kodo",
    "lv-pk": "personas kods, personas koda",
    "is-kennitala": "kennitala, kennitölu, kt.",
    "cl-rut": "rut, r.u.t., rol único tributario, cédula de identidad",
    "yu-jmbg": "jmbg, jmb, emšo, emso, embg, јмбг, ембг, матични број, матичен број",
    "ua-rntrc": "рнокпп, іпн, ідентифікаційний код, rnokpp, ukrainian tax number",
    "ru-inn": "инн, inn",
    "th-pin": "thai id, thai national id, citizen id, เลขประจำตัวประชาชน, บัตรประชาชน",
    "ar-cuit": "cuit, cuil, c.u.i.t, c.u.i.l",
}
CUES = {detail: cues.index(phrases) for detail, phrases in _PHRASES.items()}
