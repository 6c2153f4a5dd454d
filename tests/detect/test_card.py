from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

CARDS = [
    ("4111111111111111", "visa"),
    ("4111 1111 1111 1111", "visa"),
    ("4111-1111-1111-1111", "visa"),
    ("5500-0000-0000-0004", "mastercard"),
    ("2223003122003222", "mastercard"),
    ("340000000000009", "amex"),
    ("3400-000000-00009", "amex"),
    ("3530111333300000", "jcb"),
    ("30569309025904", "diners"),
    ("6011111111111117", "discover"),
    ("6200000000000005", "unionpay"),
]
NONE = [
    "Your order no. 4539578763621486 has left",
    "Bestellnummer 4539578763621486",
    "Ticket #4539578763621486 and tracking number: 4539578763621486",
    "Votre colis 4539578763621486 est en route",
    "411111111111111",
    "4111111111111112",
    "1234567890123456",
    "0000 0000 0000 0000",
    "4111 1111 1111 1111 1111 1111",
    "order/4111111111111111",
    "4222222222229",
    "20240612104530",
]


@pytest.mark.parametrize(("number", "issuer"), CARDS)
def test_a_published_test_number_is_a_sure_sample(number: str, issuer: str) -> None:
    text = f"Please charge {number}, thanks."
    assert seen(text, "payment-card") == [number]
    assert details(text, "payment-card") == [(issuer, "high", True)]


@pytest.mark.parametrize("text", NONE)
def test_no_card(text: str) -> None:
    assert seen(text, "payment-card") == []


@pytest.mark.parametrize(
    "text", ["the order, card number {}", "Order paid by {}", "order it with my visa {}", "{} for it"]
)
def test_a_card_beside_an_order_is_seen(text: str) -> None:
    assert seen(text.format("4539578763621486"), "payment-card") == ["4539578763621486"]


def test_a_card_with_its_expiry_date_ends_before_it() -> None:
    assert seen("4111-1111-1111-1111 12/27", "payment-card") == ["4111-1111-1111-1111"]
    assert seen("4111 1111 1111 1111 12/27 123", "payment-card") == ["4111 1111 1111 1111"]


def test_wide_ranges_need_a_word() -> None:
    assert seen("5018 6766 7909", "payment-card") == []
    assert seen("my card 501864667909", "payment-card") == ["501864667909"]
    assert seen("number 4222222222222 of the list, 4825140226032", "payment-card") == ["4222222222222"]


def test_groups_of_a_table_are_no_card_but_several_cards_are() -> None:
    assert seen("5400 5401 5402 5403 5404 5405 5406 5407 5408 5409", "payment-card") == []
    assert seen("credit 4539 5787 6362 1486 5425 2334 3010 9903", "payment-card") == [
        "4539 5787 6362 1486",
        "5425 2334 3010 9903",
    ]


def test_another_valid_number_is_no_sample() -> None:
    assert details("card 4454794511390933", "payment-card") == [("visa", "high", False)]
