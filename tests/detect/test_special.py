from __future__ import annotations

import pytest

from leakcheck.detect import builtin_terms, special, terms
from leakcheck.detect.prepared import Prepared


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[s.start : s.end], s.detail, s.confidence.label) for s in special.find(Prepared(text), "")]


TIED = [
    ("Petra lives with epilepsy.", "epilepsy", "diagnosis"),
    ("Er lebt mit Epilepsie.", "Epilepsie", "diagnosis"),
    ("Marie vit avec le diabète.", "diabète", "diagnosis"),
    ("Maria vive com epilepsia.", "epilepsia", "diagnosis"),
    ("Diagnosed with cancer in 2019.", "cancer", "diagnosis"),
    ("she was diagnosed with severe depression last year", "depression", "diagnosis"),
    ("I think his depression is getting worse", "depression", "diagnosis"),
    ("My client is bipolar and needs time", "bipolar", "diagnosis"),
    ("Anna's pregnancy is still a secret", "pregnancy", "diagnosis"),
    ("Mr. Smith has cancer and will leave us", "cancer", "diagnosis"),
    ("Tom is gay but has not told his parents", "gay", "sexual-life"),
    ("Peter confided in me that he drinks", "confided in me", "confidence"),
    ("He is on antidepressants", "antidepressants", "therapy"),
    ("He was convicted of fraud in 2012", "convicted of", "criminal"),
    ("her therapist told me", "therapist", "therapy"),
    ("She is HIV positive", "HIV positive", "diagnosis"),
    ("my sister had a miscarriage", "miscarriage", "diagnosis"),
    ("the depression of my client is severe", "depression", "diagnosis"),
    ("Karen joined the union last week", "joined the union", "union"),
    ("he voted for Trump in the last election", "voted for Trump", "politics"),
    ("she is on Zoloft now", "Zoloft", "medication"),
    ("Anna hat Krebs und kommt nicht", "Krebs", "diagnosis"),
    ("Weil er depressiv ist, kommt er nicht", "depressiv", "diagnosis"),
    ("Frau Müller ist schwanger", "schwanger", "diagnosis"),
    ("Karin war in der Psychiatrie", "in der Psychiatrie", "therapy"),
    ("Sandra ist Muslimin und betet", "Muslimin", "religion"),
    ("Er ist vorbestraft", "vorbestraft", "criminal"),
    ("Er leidet seit Jahren unter Depressionen", "Depressionen", "diagnosis"),
    ("Annas Depression ist zurück", "Depression", "diagnosis"),
    ("die Depression meiner Klientin ist zurück", "Depression", "diagnosis"),
    ("Marie est enceinte de trois mois", "enceinte", "diagnosis"),
    ("La dépression de Marie l'empêche de venir", "dépression", "diagnosis"),
    ("Elle souffre de troubles bipolaires", "troubles bipolaires", "diagnosis"),
    ("mon client est séropositif", "séropositif", "diagnosis"),
    ("Mi clienta tiene depresión", "depresión", "diagnosis"),
    ("Lucía está embarazada", "embarazada", "diagnosis"),
    ("Mi clienta tiene depresion", "depresion", "diagnosis"),
    ("La mia cliente è incinta", "incinta", "diagnosis"),
    ("Il figlio di Paolo è epilettico", "epilettico", "diagnosis"),
    ("Mijn cliënt heeft een burnout", "burnout", "diagnosis"),
    ("Hij heeft last van een angststoornis", "angststoornis", "diagnosis"),
    ("Jan is lid van de vakbond", "lid van de vakbond", "union"),
    ("O meu cliente está com depressão", "depressão", "diagnosis"),
    ("Ele é homossexual", "homossexual", "sexual-life"),
    ("Pedro foi condenado por roubo", "condenado por", "criminal"),
]


@pytest.mark.parametrize(("text", "value", "detail"), TIED)
def test_a_term_tied_to_a_person_is_high(text: str, value: str, detail: str) -> None:
    assert (value, detail, "high") in found(text)


ALONE = [
    ("Session notes of last week are attached", "Session notes", "medium"),
    ("the topic was major depressive disorder", "major depressive disorder", "medium"),
    ("Strictly between us: the plan has changed", "Strictly between us", "medium"),
    ("schizophrenia is a rare thing", "schizophrenia", "low"),
    ("das bleibt unter uns", "bleibt unter uns", "medium"),
    ("your schizophrenia guide", "schizophrenia", "medium"),
]


@pytest.mark.parametrize(("text", "value", "confidence"), ALONE)
def test_a_term_with_nobody_near_is_as_sure_as_its_list(text: str, value: str, confidence: str) -> None:
    assert [(v, c) for v, _, c in found(text)] == [(value, confidence)]


TOPICS = """\
Our article: "Living with epilepsy"
Living with depression: an evening for relatives
Leben mit Epilepsie
Viviendo con diabetes
One in ten lives with depression
Jeder Zehnte lebt mit Diabetes
healthy growth in the cancer research fundraiser newsletter
political science department
the union of two sets and a race condition
a conservative estimate of labour costs and liberal use of memory
the depression in the housing market
she is a therapist by training
he gave a talk on depression
Mental health awareness week
the Catholic Church and the Jewish Museum
He wrote a gay novel
the patient was polite
I have a diagnosis for your bug
he has a Christian name
hearing aids are sold here
the European Union said
he is working for the union
Er sucht einen Job
my cancer research project
critical race theory
he is the head of psychiatry research
a trade union statute
HIV vaccine trial
the tropical depression moved north
arrested development of the plugin
prison-grade steel, convicted by nobody
the orthodox approach to parsing
Black Friday offers and white papers
the bipolar transistor has three pins
a manic pace of releases
democratic countries vote next year
it is a minor issue in custody transfer
the church of Emacs
gay pride parade is on Sunday
he was at the Buddhist temple museum
die Kirche steht im Dorf
das Krebs-Gericht im Restaurant
Wirtschaft in der Depression
Sucht jemand einen Parkplatz?
die Diagnose der Maschine
Arbeitslosigkeit und Union im Bundestag
la dépression atmosphérique arrive
un diagnostic de panne
le malade imaginaire de Molière
el diagnóstico del motor
la dieta cristiana de la edad media
il cancro della corruzione
la diagnosi del guasto
de ziekte van de economie
een diagnose van het systeem
o diagnóstico do motor
a doença da economia
the client3.disabled transcript is disabled because it depends
mpn_sqrtrem (disabled for now) 2016 Paul
access a field as a struct or union member
added code for depression (for now) Paul""".splitlines()


@pytest.mark.parametrize("text", TOPICS)
def test_a_topic_is_never_high(text: str) -> None:
    assert "high" not in [confidence for _, _, confidence in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "thanks to Vincent Noel, Christian Persch and others",
        "is he Andy Gay?",
        "Andy Gay\tandy@example.org",
        "I asked Frau Krebs, she is in",
        "Herr Krebs ist da",
    ],
)
def test_a_name_is_no_term(text: str) -> None:
    assert found(text) == []


def test_terms_in_links_and_message_ids_are_none() -> None:
    assert found("https://example.com/major-depressive-disorder/session-notes") == []


def test_a_term_in_capitals_needs_capitals() -> None:
    assert found("he has hearing aids") == []
    assert found("he has AIDS") == [("AIDS", "diagnosis", "high")]


def test_a_phrase_may_be_wrapped_and_quoted() -> None:
    assert [v for v, _, _ in found("> she has suicidal\n> thoughts")] == ["suicidal\n> thoughts"]


def test_many_different_terms_are_all_found() -> None:
    rows = [line.split(":", 1)[1] for line in builtin_terms.TERMS.splitlines() if "|" not in line]
    words = [row.split()[1] for row in rows if len(row.split()) == 2 and "!" not in row][:60]
    text = " ".join(words)
    assert sorted(text[t.start : t.end] for t in terms.find(Prepared(text))) == sorted(words)


def test_an_article_of_the_text_is_no_pronoun_of_another_language() -> None:
    text = "Screening per il tumore al seno per le donne over 50, per mille soci"
    assert [s.confidence.label for s in special.find(Prepared(text), "")] == ["medium"]


def test_a_sentence_in_a_second_language_is_read_in_it() -> None:
    text = "Hi Ann, the file is here. Er leidet an Depressionen."
    assert [s.confidence.label for s in special.find(Prepared(text), "")] == ["high"]
