"""What a report may be about, as pages say it: a visitor's, and what an owner asks of those who keep the directory."""

from directory.accounts.removing import ASKED
from directory.web.listing.forms import MISTAKE_KINDS

REPORT_KINDS = MISTAKE_KINDS | ASKED
