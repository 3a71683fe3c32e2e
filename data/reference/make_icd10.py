"""Make icd10cm.tsv.xz, the diagnosis codes a letter can name, out of one package; SOURCES.md says who gave what.

    pip install simple-icd-10-cm==1.5.0
    python3 data/reference/make_icd10.py

The same package gives the same bytes. One line a code, in the classification's own order: the code; "+" where it has
finer codes below it, so that no bill or letter may use it; its description; the other terms included in it.
"""

import lzma
from pathlib import Path

import simple_icd_10_cm as icd

MADE = Path(__file__).parent / "icd10cm.tsv.xz"


def line(code: str) -> str:
    """One code with everything a search needs to know of it."""
    texts = (icd.get_description(code), "; ".join(icd.get_inclusion_term(code)))
    return "\t".join((code, "" if icd.is_leaf(code) else "+", *(" ".join(text.split()) for text in texts))) + "\n"


def main() -> None:
    """Writes the file."""
    # Each once: a block of one category has its name, and both are listed.
    named = dict.fromkeys(icd.get_all_codes(with_dots=True))
    codes = [code for code in named if icd.is_category_or_subcategory(code)]
    text = "".join(map(line, codes))
    MADE.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(codes):,} codes, {sum(map(icd.is_leaf, codes)):,} of them to be used; {MADE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
