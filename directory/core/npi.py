"""The National Provider Identifier: ten digits, the last of them a check digit."""

CARD_ISSUER = "80840"  # health application, United States (45 CFR 162.406; ISO/IEC 7812)

DOUBLED = str.maketrans("0123456789", "0246813579")  # each digit doubled, and its own digits added


def is_valid(npi: str) -> bool:
    """Whether `npi` is ten ASCII digits that start with 1 or 2 and end in the right check digit.

    The check is the Luhn sum over the digits with 80840 in front of them (CMS, "NPI check digit").
    """
    if len(npi) != 10 or not (npi.isascii() and npi.isdigit()) or npi[0] not in "12":
        return False
    return luhn_sum(CARD_ISSUER + npi) % 10 == 0


def with_check_digit(nine: str) -> str:
    """The NPI that begins with these nine digits."""
    return nine + str(-luhn_sum(CARD_ISSUER + nine + "0") % 10)


def luhn_sum(digits: str) -> int:
    """The Luhn sum: from the right, every second digit doubled and its own digits added."""
    return sum(map(int, digits[::-2] + digits[-2::-2].translate(DOUBLED)))
