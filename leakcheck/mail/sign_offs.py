"""How mails end before the name, in English, German, French, Spanish, Italian, Dutch, Portuguese and Nordic."""

from __future__ import annotations

_PHRASES = """
best/best regards/best wishes/kind regards/kindest regards/warm regards/warmest regards/regards/many regards
all the best/with best regards/with kind regards/with best wishes/best regards and thanks/thanks and regards
thanks and best regards/thanks/thanks again/thanks a lot/thanks so much/thanks in advance/many thanks
many thanks in advance/thank you/thank you very much/thank you so much/thank you in advance/thanks & regards
cheers/yours/yours sincerely/yours faithfully/yours truly/sincerely/sincerely yours/respectfully/take care
love/warmly/cordially/with gratitude/see you/talk soon/mit freundlichen grüßen/mit freundlichem gruß
mit besten grüßen/mit herzlichen grüßen/mit lieben grüßen/mit vielen grüßen/freundliche grüße/viele grüße
beste grüße/liebe grüße/herzliche grüße/schöne grüße/sonnige grüße/ganz liebe grüße/viele liebe grüße
herzlichst/hochachtungsvoll/grüße/gruß/viele grüße und dank/lieben gruß/schönen gruß/besten gruß
herzlichen gruß/freundlichen gruß/lg/vg/mfg/bg/hg/mit freundlicher empfehlung/danke/vielen dank/besten dank
herzlichen dank/danke und gruß/danke und viele grüße/vielen dank und viele grüße/bis bald/bis dann/servus
beste gruesse/cordialement/bien cordialement/très cordialement/amicalement/bien amicalement/bien à vous
bien à toi/salutations/meilleures salutations/sincères salutations/salutations distinguées/merci
merci beaucoup/merci d'avance/merci par avance/à bientôt/bonne journée/respectueusement/sincèrement
mes salutations/avec mes remerciements/bises/saludos/un saludo/saludos cordiales/un cordial saludo
cordiales saludos/atentamente/muy atentamente/un saludo cordial/muchas gracias/gracias
muchas gracias y saludos/un abrazo/abrazos/cordialmente/reciba un cordial saludo/le saluda atentamente
cordiali saluti/distinti saluti/cari saluti/tanti saluti/saluti/un saluto/un caro saluto/un cordiale saluto
grazie/molte grazie/mille grazie/grazie e saluti/grazie mille/a presto/con i migliori saluti/i migliori saluti
met vriendelijke groet/met vriendelijke groeten/vriendelijke groet/vriendelijke groeten/met hartelijke groet
groet/groeten/hartelijke groet/hartelijke groeten/mvg/met groet/groetjes/bedankt/alvast bedankt/dank je wel
dank u wel/beste groeten/atenciosamente/com os melhores cumprimentos/melhores cumprimentos/cumprimentos/abraço
abraços/um abraço/obrigado/obrigada/muito obrigado/muito obrigada/att/saudações/grato/grata/cordialmente
com os meus cumprimentos/até breve/med vänlig hälsning/vänliga hälsningar/hälsningar/mvh/venlig hilsen
med venlig hilsen/hilsen/vennlig hilsen/med vennlig hilsen/warm wishes/with warm regards/with kindest regards
yours in sport/every blessing/blessings/confraternellement/votre bien dévoué/votre dévoué/votre bien dévouée
votre dévouée/bien amicalement/amitiés/sportivement/bien sportivement/salutations sportives/hoogachtend
sportieve groet/sportieve groeten/met sportieve groet/met sportieve groeten/met collegiale groet
met collegiale groeten/collegiale groet/collegiale groeten/saluti sportivi/saludos deportivos/um beijo
saudações desportivas/alles liebe/alles gute/herzlich/beste grüsse
"""
SIGN_OFFS = frozenset(phrase for line in _PHRASES.split("\n") for phrase in line.split("/") if phrase)
FIRST_WORDS = frozenset(phrase.partition(" ")[0] for phrase in SIGN_OFFS) | {"gruesse", "grüsse", "gruss"}
SENT_FROM = (
    "sent from my ",
    "sent from outlook",
    "sent from mail",
    "get outlook for",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "envoyé de mon",
    "envoyé depuis",
    "enviado desde ",
    "inviato da ",
    "inviato dal ",
    "verzonden vanaf",
    "verstuurd vanaf",
    "enviado do meu",
    "skickat från min",
)
_EDGES = " \t\xa0,.!–—-*_"
_EXTRA = 3
_GREETINGS = frozenset(("grüßen", "gruß"))


def normal_phrase(line: str) -> str:
    """Return a line in lower case, without punctuation at its ends, ß and umlauts as they are usually written."""
    phrase = line.strip(_EDGES).lower()
    return phrase.replace("gruesse", "grüße").replace("gruss", "gruß").replace("grüsse", "grüße")


def is_sign_off(line: str) -> bool:
    """Tell whether a line is a sign-off and nothing else."""
    phrase = normal_phrase(line)
    return phrase in SIGN_OFFS or _greets(phrase.split())


def _greets(words: list[str]) -> bool:
    """Tell whether words are "mit kollegialen Grüßen" or the like."""
    return 1 < len(words) <= _EXTRA + 2 and words[0] == "mit" and words[-1] in _GREETINGS


def opens_sign_off(line: str) -> bool:
    """Tell whether a line is a sign-off with at most three more words ("Viele Grüße aus Bonn")."""
    first = line.split(None, 1)[:1]
    if not first or first[0].strip(_EDGES).lower() not in FIRST_WORDS:
        return False
    words = normal_phrase(line).split()
    if _greets(words):
        return True
    longest = len(words)
    return any(
        " ".join(words[:count]).rstrip(",") in SIGN_OFFS
        for count in range(max(longest - _EXTRA, 1), min(longest, 6) + 1)
    )
