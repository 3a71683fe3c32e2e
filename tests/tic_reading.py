"""Whom made-up files of rates name, for tests."""

import nppes_files as files
import tic_files as tic

ANA, KEN, LEO = (files.npi(number) for number in (1, 2, 3))


NEEDLES = tic.service("97810", ([1], [tic.price(37.83)]))


def amounts(taken, code="97810"):
    """The amounts of a code, in order."""
    return [rate.amount for rate in taken.rates if rate.code == code]
