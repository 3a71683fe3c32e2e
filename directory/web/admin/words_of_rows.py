"""What is said of rows and of values in them."""

from directory.core.i18n import N_

SAME = (
    N_("neither the ZIP code nor the city is known: no search by place finds this listing"),
    N_("no American city and state: no search by place finds this listing"),
    N_("%(values)s values, where the header has %(needed)s or more"),
    N_("%(values)s values, where the header has %(needed)s"),
    N_("not a row of the table that can be read"),
    N_("a quote (\") that does not close: put one more at the value's end, or take it out"),
    N_("not a FHIR resource: it has no resourceType"),
    N_("not JSON: the line is damaged, or the file is no NDJSON"),
    N_("a comma before a closing bracket; reported once"),
    N_("what stands after this entry is no JSON"),
    N_("no JSON, near character %(place)s of the file: %(damage)s"),
    N_("some characters are not UTF-8 and were replaced by “�”; reported once"),
    N_("not text"),
    N_("not an array of text"),
    N_("not an array of objects"),
    N_("not an object"),
    N_("office hours without a place"),
    N_("not a state: taken for %(state)s, where the ZIP code is"),
    N_("not a state: the place is left out"),
    N_("a license number without its state"),
    N_("not a valid NPI: ten digits, the last of them a check digit"),
    N_(
        "not a valid NPI, ten digits, the last of them a check digit: left out, and the practitioner known by the"
        " payer’s own id"
    ),
    N_("not a date: YYYYMMDD"),
    N_("not a date: MM/DD/YYYY, in a cell formatted as text"),
    N_("not a date: left out"),
    N_("not a date"),
    N_("a day that has not come yet"),
    N_("a spreadsheet's number of a day; format its column as dates, and save the file again"),
    N_("the file has no such columns: its listings do not say %(fields)s"),
    N_("no license number"),
    N_("row %(row)s has this number with another name"),
    N_("row %(row)s has this NPI with another name"),
    N_("row %(row)s has this license with another name"),
    N_("row %(row)s of the same practitioner says otherwise"),
    N_("an address outside the United States is left out, the license stays; no search by place finds this listing"),
    N_("this is no result of the NPI Registry: it has neither a number nor results"),
    N_("not a row of CSV: a carriage return ends the line within it"),
    N_("not a row of CSV: %(error)s"),
    N_("a date without its NPI"),
    N_("the practice is outside the United States"),
    N_("not an extension: up to %(most)s digits"),
    N_("not two dates, from when until when: M/D/YYYY"),
    N_("not Y or N: it counts as yes, for nobody is told no without a word for it"),
    N_("not the numbers of a service: patients, an average charge and an average allowed amount"),
    N_("not in use, by its status, its use or its period: left out, and %(others)s more"),
    N_("not in use, by its status, its use or its period: left out"),
    N_("%(name)s refers to it, and it is not in these files"),
    N_("not a time: left out"),
    N_("not a day of the week: left out"),
    N_("not in use"),
    N_(
        "this is one page of several, and what the later ones say is not in these files. Fetch them all, or the "
        "payer’s bulk export"
    ),
    N_("the server answered with an error in place of data"),
    N_("there is none in these files, and nothing else says who is in which network"),
    N_("it has no id, by which the others could refer to it"),
    N_("not a year: left out"),
    N_("no NPI"),
    N_("not a HIOS plan id: five digits, the state, seven digits"),
    N_("the plans keep their numbers: %(error)s"),
    N_("a plan of past years only: not shown, as are %(plans)s more, of %(people)s practitioners in all"),
    N_("a plan of past years only: not shown"),
    N_("no name"),
    N_("the row has one value only: a title, a note or a sum, or somebody of whom nothing else is told"),
    N_("the spreadsheet has rounded this NPI: format its column as text or whole numbers, and save the file again"),
    N_("a plan of several insurers"),
    N_("not the name of an insurer and nothing else"),
    N_("neither female nor male; the directory has no other word yet"),
    N_("over %(most)s characters: no list in a cell is so long"),
    N_("over %(most)s characters: office hours are shorter"),
    N_("over %(most)s characters"),
    N_("with an address of the web or of mail, or with signs of markup"),
    N_("none of the list"),
    N_("not an American telephone number"),
    N_("a fax number only"),
    N_("not a telephone number"),
    N_("not a Direct address, such as name@direct.example.com"),
    N_("not a price in dollars, from 0 to %(most)s"),
    N_("not a city and state, such as Portland, OR 97214"),
    N_("not a city and state, such as Portland, OR 97214: %(text)s"),
    N_("street and city cannot be told apart; put a comma between them"),
    N_("no American state at the end of the address"),
    N_("not a state"),
    N_("not a ZIP code"),
    N_("provider groups are in files of their own, and have no price of acupuncture: these were not fetched"),
    N_("provider groups are in files of their own, which only an import can fetch that may use the web"),
    N_("provider groups in a file of their own: %(refusal)s"),
    N_("provider groups with prices of acupuncture could not be fetched: who is in them is not told"),
    N_("this file has no price of acupuncture: it only says who is in the network"),
    N_("contracts known by a tax number only, without an NPI: whom they are with is not told"),
    N_("prices of acupuncture that are no amount, of no known kind, or for patients in a hospital are left out"),
    N_("groups that have prices and are not in the file"),
    N_("none of the groups that have prices of acupuncture holds anybody listed here"),
    N_(
        "have prices of acupuncture, and no source calls them acupuncturists: they are not listed; in a file this"
        " large only the first groups are counted"
    ),
    N_("have prices of acupuncture, and no source calls them acupuncturists: they are not listed"),
    N_("not office hours, such as Mon-Fri 9 am - 5 pm"),
)
OTHERWISE = {  # what a command says that would be of no use at a desk, and what the desk says
    "the layout does not say what this word means: the status is unknown": N_(
        "nobody has said what this word of the board’s means: the standing is not known"
    ),
    "the map does not say what this word means": N_(
        "nobody has said what this word means: match the columns and say it"
    ),
    "neither a yes nor a no in the map’s [values]": N_("neither yes nor no"),
    "%(name)s says that they practise acupuncture, and they are not in these files": N_(
        "%(name)s says that they practice acupuncture, and they are not in these files"
    ),
    "these files do not name the insurer of this network, so it is shown by its own name; --payer NAME names it": N_(
        "these files do not name the insurer of this network, so it is shown by its own name; “Insurer” names it"
    ),
    "a plan without its payer": N_("a plan without its insurer"),
    "not a day that has been: the file counts as of the day in its name, or of --as-of": N_(
        "not a day that has been: the file counts as of the day in its name, or of “The day it speaks of”"
    ),
}
