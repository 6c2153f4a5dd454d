"""The words by which mail programs mark earlier mail: header labels, separators and attribution lines.

Collected from what Outlook, Gmail, Apple Mail and Thunderbird write in English, German, French, Spanish, Dutch,
Italian, Portuguese and the Scandinavian languages.
"""

from __future__ import annotations

import re

_LABELS = {
    "From": "from von de da van från fra od expéditeur remitente mittente",
    "Date": "date sent datum data fecha gesendet envoyé enviado enviada inviato verzonden skickat sendt dato "
    "envoyé_le enviado_el enviado_em enviada_em sent_on gesendet_am verzonden_op",
    "To": "to an à a para aan till til do destinataire",
    "Cc": "cc kopie kopi copie copie_à copia cc. bcc cci cco blindkopie",
    "Subject": "subject betreff objet asunto oggetto onderwerp assunto ämne emne temat sujet",
    "": "reply-to antwort_an répondre_à responder_a rispondi_a antwoord_aan importance wichtigkeit priority priorität "
    "attachments anlagen anhänge pièces_jointes adjuntos allegati bijlagen anexos organization sensitivity "
    "message-id in-reply-to references mime-version content-type content-transfer-encoding user-agent x-mailer",
}
LABELS = {word.replace("_", " "): field for field, words in _LABELS.items() for word in words.split()}

_BETWEEN_RULES = (
    "original message/original appointment/forwarded message/forwarded by/ursprüngliche nachricht/"
    "urspruengliche nachricht/original-nachricht/originalnachricht/weitergeleitete nachricht/weitergeleitet von/"
    "message d'origine/message d’origine/message original/message transféré/message transfere/courriel original/"
    "mensaje original/mensaje reenviado/oorspronkelijk bericht/doorgestuurd bericht/messaggio originale/"
    "messaggio inoltrato/mensagem original/mensagem encaminhada/mensagem reencaminhada/ursprungligt meddelande/"
    "vidarebefordrat meddelande/oprindelig meddelelse/videresendt meddelelse"
)
_ANNOUNCED = (
    "begin forwarded message/anfang der weitergeleiteten nachricht/début du message réexpédié/"
    "début du message transféré/inicio del mensaje reenviado/inizio messaggio inoltrato/"
    "início da mensagem reencaminhada/início da mensagem encaminhada/begin doorgestuurd bericht"
)
SEPARATORS = tuple(_BETWEEN_RULES.split("/"))
ANNOUNCEMENTS = tuple(_ANNOUNCED.split("/"))
RULE = re.compile(r"[ \t]{0,3}[_-]{10,200}[ \t]{0,3}\Z")

OPENER = re.compile(
    r"(?:on|am|le|el|op|il|em|den|at|w dniu|il giorno|no dia|el día|dne|dňa|wiadomość|"
    r"a(?= [0-9]| segunda| terça| quarta| quinta| sexta))\b",
    re.IGNORECASE,
)
VERB_HINTS = (
    "rote",
    "writes",
    "schr",
    "crit",
    "escribi",
    "scrisse",
    "escreveu",
    "skrev",
    "pis",
    "psal",
    "kirj",
    ">:",
)  # seen in all
VERB = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|a [ée]crit|[ée]crivait|escribi[óo]|schreef|ha scritto|scrisse|escreveu|"
    r"skrev|napisał(?:\(a\))?|napisana przez|pisze|het volgende geschreven|napsal|napísal|kirjoitti)\b",
    re.IGNORECASE,
)
