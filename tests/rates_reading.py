"""Whom insurers' rates name in tests, and their plans."""

import nppes_files as files
import tic_files as tic

ANA, KEN, LEO = (files.npi(number) for number in (1, 2, 3))


NEEDLES = tic.service("97810", ([1], [tic.price(44.51)]))


SHOP = tic.plan("Plan A PPO", "ACME small auto shop", "12-3456789")


GOLD = tic.plan("Elm Gold", issuer="Elm Mutual", number="1234567890")


def refusal(run, *words):
    """Why a command was not done, in its one line."""
    code, out, err = run(*words)
    assert (code, out) == (2, "") and "Traceback" not in err
    return err.strip().splitlines()[-1]
