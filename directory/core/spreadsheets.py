"""Values in tables that people open in a spreadsheet, which runs some texts as formulas."""

# How a cell begins that spreadsheets run (owasp.org/www-community/attacks/CSV_Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
