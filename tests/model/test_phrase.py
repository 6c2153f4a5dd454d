"""English text that remembers what it was made of."""

import pickle

from leakcheck.model.phrase import Phrase


def test_it_is_the_text_wherever_a_text_is_wanted():
    assert Phrase("{number} people in {where}", number=1200, where=Phrase("the text")) == "1,200 people in the text"
    assert Phrase("{lost}") == "{lost}"
    assert Phrase("a {value}", value="{odd}") == "a {odd}"


def test_it_travels_between_processes():
    phrase = Phrase("{number} people in {where}", number=1200, where=Phrase("the text"))
    again = pickle.loads(pickle.dumps(phrase))  # noqa: S301 - our own
    assert (again, again.template, again.values) == (phrase, phrase.template, phrase.values)
    assert type(again.values["where"]) is Phrase
