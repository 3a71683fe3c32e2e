"""Which state a ZIP code is in, by its first three digits, where all of them are in one state."""

from functools import cache

# Of the ZIP codes in data/reference/zips.csv; seven prefixes that two states or territories share are left out.
FIRST_DIGITS = """
AA 340; AE 090-098; AK 995-999; AL 350-352 354-369; AP 962-965; AR 716-725 727-729; AZ 850-853 855-857 859-860 863-865;
CA 900-908 910-928 930-961; CO 800-816; CT 060-062 064-069; DC 200 202-204 569; DE 197-199;
FL 320-339 341-342 344 346-347 349; GA 300-319 398-399; HI 968; IA 500-516 520-528; ID 832-833 835-838;
IL 600-620 622-629; IN 460-479; KS 660-662 664-679; KY 400-418 420-427; LA 700-701 703-708 710-714; MA 010-027 055;
MD 206-212 214-219; ME 039-049; MI 480-499; MN 550-551 553-567; MO 630-631 633-641 644-658; MS 386-397; MT 590-599;
NC 270-289; ND 580-588; NE 680-681 683-693; NH 030-038; NJ 070-089; NM 870-871 873-884; NV 889-891 893-895 897-898;
NY 005 100-149; OH 430-459; OK 730-731 734-738 740-741 743-749; OR 970-979; PA 150-196; PR 006-007 009; RI 028-029;
SC 290-299; SD 570-577; TN 370-385; TX 733 750-770 772-799 885; UT 840-847; VA 201 220-246; VI 008; VT 050-054 056-059;
WA 980-986 988-994; WI 530-532 534-535 537-549; WV 247-268; WY 820-831
"""
# Provinces and states of Canada and Mexico, whose postal codes may look like a ZIP code.
OF_NEIGHBORS = """
AB BC MB NB NL NS NT NU ON PE QC SK YT AG BS CH CL CM CS DF DG GR GT HG JA MX OA PU QE QR SI SL SO TB TL TM VE YU ZA
"""
NEIGHBORS = frozenset(OF_NEIGHBORS.split())


@cache
def _states() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in FIRST_DIGITS.split(";"):
        state, *ranges = line.split()
        for first, _, last in (each.partition("-") for each in ranges):
            found |= {f"{prefix:03}": state for prefix in range(int(first), int(last or first) + 1)}
    return found


def state_of(postal_code: str | None) -> str | None:
    """The state of a ZIP code; None where its first digits are in none, or in several."""
    return _states().get((postal_code or "")[:3])


def may_be_mistyped(state: str) -> bool:
    """Whether what stands in the state's place is no place abroad but a slip ("ZZ", "0R"): one or two letters that are
    no neighbor's.
    """
    return 0 < len(state) <= 2 and state.upper() not in NEIGHBORS
