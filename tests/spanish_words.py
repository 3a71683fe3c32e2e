"""Words that the site's Spanish does not use, for it has another for the same thing (docs/translations.md)."""

import re

NOT_USED = re.compile(
    r"«|»|\b(?:compañías? de seguros|derivaci[óo]n(?:es)?|referidos?|lumbago|bochornos?|Misuri|puntuaci[óo]n(?:es)?"
    r"|licenciad[oa]s?|matr[íi]culas?|colegiad[oa]s?|practicantes? de acupuntura|ordenador(?:es)?|ficheros?|placebo"
    r"|punci[óo]n en seco|Urgencia:|tú|vosotros|vuestr[oa]s?|puedes|tienes|quieres|debes)\b",
    re.IGNORECASE,
)
