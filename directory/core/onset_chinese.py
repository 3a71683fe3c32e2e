"""How long ago, or since when, as people say it in Chinese: put into the English that `onset` reads."""

import re

FIGURES = {figure: number for number, figure in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
UNITS = {
    **dict.fromkeys("天日", "days"),
    **dict.fromkeys(("周", "星期", "礼拜"), "weeks"),
    "月": "months",
    "年": "years",
}
NUMBER = r"\d{1,4}(?:\.\d)?|十[一二]|[一二两三四五六七八九十]"
MONTH = re.compile(rf"(\d{{4}}) ?年 ?({NUMBER}) ?月份?")
YEAR = re.compile(r"((?:19|20)\d\d) ?年")
AGO = re.compile(rf"({NUMBER}) ?个? ?(半)?({'|'.join(UNITS)})(半)?")
HALF_A_YEAR = re.compile("半年")
AROUND = re.compile(r"^(?:大约|大概|差不多|快|近|约|超过|已经)|(?:多|左右|以上|前|了)+$")


def out_of_chinese(text: str) -> str:
    """ "6个月" → "6 months", "2026年3月" → "3/2026", "大约半年" → "about 6 months"; any other text as it is."""
    bare = AROUND.sub("", text)
    english = _english(bare)
    return text if english is None else english if bare == text else f"about {english}"


def _english(text: str) -> str | None:
    if match := MONTH.fullmatch(text):
        return f"{_number(match[2])}/{match[1]}"
    if match := YEAR.fullmatch(text):
        return match[1]
    if HALF_A_YEAR.fullmatch(text):
        return "6 months"
    if match := AGO.fullmatch(text):
        return f"{_number(match[1])}{' 1/2' if match[2] or match[4] else ''} {UNITS[match[3]]}"
    return None


def _number(figures: str) -> str:
    return str(FIGURES.get(figures, figures))
