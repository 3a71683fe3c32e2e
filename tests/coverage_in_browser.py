"""Answering the questions of coverage in a real browser."""

import re

WORDS = {
    "en": {
        "go on": "Continue",
        "medicare": "Original Medicare (Part B)",
        "back": "Low back pain",
        "unknown": "No known cause, or everyday strain",
        "licensed": "Licensed acupuncturist",
    },
    "es": {
        "go on": "Continuar",
        "medicare": "Medicare Original (Parte B)",
        "back": "Dolor lumbar (parte baja de la espalda)",
        "unknown": "Sin causa conocida, o esfuerzo de todos los días",
        "licensed": "Acupunturista con licencia",
    },
}


def answer(page, *given):
    """Answers questions in turn: the label of a choice, a number to type, a state's code in capitals, () for none."""
    for each in given:
        if isinstance(each, int):
            page.locator("input.short").fill(str(each))
        elif each and re.fullmatch("[A-Z]{2}", each):
            page.locator("select").select_option(each)
        elif each:
            page.get_by_label(each, exact=True).check()
        with page.expect_navigation():  # each question is a page of its own
            page.locator("button[type=submit]").click()
