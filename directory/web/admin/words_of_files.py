"""What is said of whole files."""

from directory.core.i18n import N_

SAME = (
    N_(
        "The file has over %(most)s problems, the last in row %(row)s (%(field)s: %(reason)s). It is damaged, or "
        "of another source."
    ),
    N_("this file is larger than any of its kind. Download it again."),
    N_("the ZIP should hold one data file of this source. Found: %(names)s."),
    N_("%(member)s is encrypted or compressed in an unusual way. Pack it again as a plain ZIP."),
    N_("the ZIP is cut off or damaged. Download it again."),
    N_("the file is cut off or damaged. Download it again."),
    N_("this is %(kind)s. Ask for the table that it was made from."),
    N_("The file has a line of over 4 MB: it is not a CSV file with one practitioner on a line."),
    N_("The file is cut off in its last row. Download it again. If it is whole, put a line break at its end."),
    N_("The file is cut off: its last line has %(length)s characters and no line end. Download it again."),
    N_("there is no file of this source in it."),
    N_("%(reason)s, at entry %(number)s. The file may be cut off: download it again."),
    N_("%(reason)s, at entry %(number)s."),
    N_("Tried %(tries)s times; try again later."),
    N_("this is no spreadsheet (.xlsx), or a damaged one. Download it again."),
    N_("the file is empty. Download it again."),
    N_("there is a header and no rows below it. Download the file again."),
    N_("none of its rows can be read. Row %(row)s, %(field)s: %(reason)s."),
    N_("no row can be read. Row %(row)s: %(reason)s."),
    N_("a line of it has %(columns)s columns, and no table has so many. Is this the file?"),
    N_(
        "In the workbook, %(cells)s an error such as #REF!, or a formula that no program has calculated: they "
        "count as empty. Open it in a spreadsheet program, mend them, and save it again."
    ),
    N_("this is not the list of %(list)s, the column “%(column)s” is missing."),
    N_(
        "this is not an NPPES file, the column “%(column)s” is missing. The header begins: %(header)s. NPPES’s is"
        " npidata_pfile_….csv, or the ZIP that holds it."
    ),
    N_("this is not %(what)s, the column “%(column)s” is missing. The header begins: %(header)s."),
    N_("the registry found nobody. Search again, and save an answer with results."),
    N_("this is no answer of the NPI Registry: it should begin with “{”."),
    N_("the registry answered with an error and no results: %(error)s."),
    N_(
        "this is not a report of deactivated NPIs, the columns “NPI” and “NPPES Deactivation Date” are missing. "
        "It begins: %(beginning)s."
    ),
    N_("it links no NPPES file. CMS may have changed the page: download the file with a browser, and give it here."),
    N_(
        "%(gone)s who were in an earlier file are not in this one, which names nobody with fewer than 11 "
        "patients. Where it is the newest, those of them whom no other source lists leave the directory."
    ),
    N_("no issuer with its number and state is in it. Download it again."),
    N_("it has over %(most)s rows, where CMS's list has some hundred."),
    N_(
        "this is not the list of providers. Give providers.json, the file that “provider_urls” of index.json "
        "names, or index.json itself."
    ),
    N_("no column of this list is the %(field)s."),
    N_("nobody has said yet how this state writes its list."),
    N_("the plans chosen have no in-network files."),
    N_("it names %(count)s plans, such as %(some)s"),
    N_("it names no plan"),
    N_("no plan has this name or number; %(named)s."),
    N_("this is no in-network file of Transparency in Coverage: it has no “in_network”."),
    N_("this is a list of amounts paid out of network, which says nothing of who is in one."),
    N_("a service has more than 100,000 prices before its code, which are more than can be kept."),
    N_(
        "its prices have more different places, modifiers and last days than there can be: it is damaged. "
        "Download it again."
    ),
    N_("the file names more than %(most)s networks: it is damaged. Download it again."),
    N_("this file has no “provider_groups”."),
    N_("its beginning fits none of the files that are read here. It begins: “%(first)s”."),
    N_("it is not written as %(source)s writes its files."),
    N_("its beginning reads as %(source)s"),
    N_("the ZIP holds %(file)s"),
    N_("its name says %(day)s"),
    N_("an Excel file of an old kind (.xls), or one with a password"),
    N_("a file packed by %(packer)s"),
    N_("a Parquet file"),
    N_("a SQLite database"),
    N_("a PDF"),
    N_("the file is cut off or damaged"),
    N_("the file is nested too deeply"),
    N_("the file holds a number that is too long"),
    N_("a line is longer than any record"),
    N_("%(reason)s, at entry %(number)s. Download it again."),
    N_("this is not a JSON array: it should begin with “[”."),
    N_("Columns not read: %(columns)s. The directory keeps nothing of them."),
    N_("the file changed while it was downloaded."),
    N_("what came is damaged."),
    N_("this is not CMS's Machine-Readable URL PUF: it has no column for the %(field)s. It begins: %(header)s."),
)
OTHERWISE = {  # what a command says that would be of no use at a desk, and what the desk says
    "it names %(other)s, and that file is not beside it. Put it there.": N_(
        "it names another file, %(other)s. Give the address of the list on the web, so that both are fetched."
    ),
    "--plans chooses from a table of contents, and this is none. Leave it out.": N_(
        "“Plans” chooses from a table of contents, and this file is none. Leave it empty."
    ),
    "if this is CMS’s list of insurers: import qhp --registry %(path)s --state XX": N_(
        "if this is CMS’s list of insurers, give it under “All marketplace insurers of a state”."
    ),
    (
        "neither its name nor anything in it tells the day it speaks of. Say it: --as-of YYYY-MM-DD, the day on "
        "which the file was made or downloaded."
    ): N_(
        "neither its name nor anything in it tells the day it speaks of. Give it again, and say under “The "
        "day it speaks of” when the file was made or downloaded."
    ),
    (
        "the day it speaks of would be %(day)s, more than a week ahead. Say it: --as-of YYYY-MM-DD, the day on "
        "which the file was made or downloaded."
    ): N_(
        "the day it speaks of would be %(day)s, more than a week ahead. Give it again, and say under “The day"
        " it speaks of” when the file was made or downloaded."
    ),
    "this is a spreadsheet. Save it as CSV and import that.": N_(
        "this is a spreadsheet. Save it as CSV and give that."
    ),
    "this is a file of LibreOffice or OpenOffice. Save it as CSV and import that.": N_(
        "this is a file of LibreOffice or OpenOffice. Save it as CSV and give that."
    ),
    "this is %(kind)s. Save it as CSV and import that.": N_("this is %(kind)s. Save it as CSV and give that."),
    "this is %(kind)s. Unpack it and import what is in it.": N_("this is %(kind)s. Unpack it and give what is in it."),
    "The file has a line of over 4 MB: it is not a table with one licence on a line.": N_(
        "The file has a line of over 4 MB: it is not a table with one license on a line."
    ),
    (
        "the answer has more than %(size)s MB, which no page of this list has. Download the file with a browser "
        "and import it from disk."
    ): N_(
        "the answer has more than %(size)s MB, which no page of this list has. Download the file with a "
        "browser and give it from this computer."
    ),
    "Only the sheet “%(sheet)s” was read, not %(names)s. To import another one, save it as a file of its own.": N_(
        "Only the sheet “%(sheet)s” was read, not %(names)s. To give another one, save it as a file of its own."
    ),
    (
        "this is not the list of %(list)s, the column “%(column)s” is missing. The header begins: %(header)s. "
        "%(where)sIf the board has renamed the column, give a map of the columns (--map FILE), or change it in "
        "data/reference/licences/%(state)s.toml."
    ): N_(
        "this is not the list of %(list)s, the column “%(column)s” is missing. The header begins: %(header)s."
        " If the board has renamed the column, match the columns."
    ),
    (
        "Say which state’s list it is: --state XX. States with a layout: %(states)s. data/reference/licences/ has"
        " one file for each, to copy for another; a list of any state can be read by a map of its columns (--map "
        "FILE)."
    ): N_("Say under “State” whose list it is; then match its columns. Known as they are: %(states)s."),
    (
        "%(wrong)s. States with a layout: %(states)s. data/reference/licences/ has one file for each, to copy for"
        " another; a list of any state can be read by a map of its columns (--map FILE)."
    ): N_("Nobody has said yet how this state writes its list: match its columns. Known as they are: %(states)s."),
    (
        "no row is a license to practice acupuncture as data/reference/licences/%(state)s.toml describes it. The "
        "file’s license types begin: %(types)s. If the board has renamed it, say so in a map of the columns "
        "(--map FILE), or change [types] there."
    ): N_(
        "no row is a license to practice acupuncture, as it is called in %(state)s. The file’s license types "
        "begin: %(types)s. If the board has renamed it, match the columns and say which kind is acupuncture."
    ),
    (
        "this is another kind of file, the column “%(column)s” is missing. The header begins: %(header)s. "
        "nppes-locations reads pl_pfile_….csv, nppes-names othername_pfile_….csv, nppes-endpoints "
        "endpoint_pfile_….csv, nppes the ZIP that holds these, and doctors "
        "DAC_NationalDownloadableFile.csv.%(parted)s"
    ): N_(
        "this is another kind of file, the column “%(column)s” is missing. The header begins: %(header)s. "
        "NPPES’s other practices are pl_pfile_….csv, its other names othername_pfile_….csv, its e-mail "
        "addresses endpoint_pfile_….csv, or the ZIP that holds these; Medicare’s list of clinicians is "
        "DAC_NationalDownloadableFile.csv."
    ),
    (
        "this is not an NPPES file, the column “%(column)s” is missing. The header begins: %(header)s. NPPES’s is"
        " npidata_pfile_….csv, or the ZIP that holds it. Its columns are parted by %(parted)s, and have to be by "
        "commas: import the file as it was downloaded; or open this one in a spreadsheet, every column as text, "
        "and save it as CSV with commas."
    ): N_(
        "this is not an NPPES file, the column “%(column)s” is missing. The header begins: %(header)s. Its "
        "columns are parted by %(parted)s, and have to be by commas: give the file as it was downloaded; or "
        "open this one in a spreadsheet, every column as text, and save it as CSV with commas."
    ),
    "An answer of the NPI Registry is never all that NPPES says. Leave --full out.": N_(
        "An answer of the NPI Registry is never all that NPPES says. Choose “changes it” under “What it does”."
    ),
    "%(count)s NPIs may order and refer, %(part_b)s of them for Part B. The list lists nobody.": N_(
        "%(count)s NPIs may order and refer, %(part_b)s of them for Part B. The list adds no listing."
    ),
    (
        "the name does not tell the year of the data. Put it there (…_D24_…, or …_2024.csv), or say it: --as-of "
        "2024-12-31"
    ): N_(
        "the name does not tell the year of the data. Put it there (…_D24_…, or …_2024.csv), or say under "
        "“The day it speaks of” the last day of that year."
    ),
    (
        "there are no practitioners and no roles of any in it, but %(types)s. Give the folder of a payer’s "
        "Plan-Net files, with Practitioner and PractitionerRole."
    ): N_(
        "there are no practitioners and no roles of any in it, but %(types)s. Give a ZIP of a payer’s "
        "Plan-Net files, with Practitioner and PractitionerRole."
    ),
    "this is FHIR, as Medicare Advantage insurers publish it. Import it as plan-net.": N_(
        "this is FHIR, as Medicare Advantage insurers publish it. Choose “a payer’s own directory” under “What it is”."
    ),
    (
        "no column of this list is the %(field)s. Call it “%(field2)s”, or give a map of its columns (--map "
        "FILE). The header begins: %(header)s."
    ): N_("no column of this list is the %(field)s. Match its columns. The header begins: %(header)s."),
    (
        "--plans chooses more than %(plans)s plans or %(files)s files. Say more of the plan’s or the employer’s "
        "name, or give its number."
    ): N_(
        "“Plans” chooses more than %(plans)s plans or %(files)s files. Say more of the plan’s or the "
        "employer’s name, or give its number."
    ),
    "this is a table of contents: %(named)s. Say which with --plans, by name or number.": N_(
        "this is a table of contents: %(named)s. Give it again, and say which under “Plans”, by name or number."
    ),
    "this is a table of contents; it is imported alone, and --plans says which of its plans.": N_(
        "this is a table of contents; give it alone, and say under “Plans” which of its plans."
    ),
    (
        "Snapshot %(number)s (%(file)s, %(day)s) still stands: this file has the same name, and none of its "
        "insurers, plans or networks. If they are only called otherwise now, whoever has left since is still "
        "shown: rollback %(again)s, or import this file with --payer and the old name."
    ): N_(
        "Import %(number)s (%(file)s, %(day)s) still stands: this file has the same name, and none of its "
        "insurers, plans or networks. If they are only called otherwise now, whoever has left since is still "
        "shown: undo import %(again)s, or give this file with the old name under “Insurer”."
    ),
    "this is %(kind)s. Save it as .xlsx without a password, or as CSV, and import that.": N_(
        "this is %(kind)s. Save it as .xlsx without a password, or as CSV, and give that."
    ),
    "%(file)s: No space left on device. See that there is room and leave to write there.": N_(
        "There is no room on this server for the file. Tell whoever runs it."
    ),
    (
        "no FHIR resource is in it. Give the folder of a payer’s Plan-Net files, or the index of a Medicare "
        "Advantage directory of FHIR Bundles. These directories may be plain JSON instead: no description of that"
        " layout was found, so it is not read; ask the insurer for FHIR. Files of marketplace insurers "
        "(providers.json) are imported as qhp."
    ): N_(
        "no FHIR resource is in it. Give a ZIP of a payer’s Plan-Net files, or the address of the index of a "
        "Medicare Advantage directory of FHIR Bundles. Some of these directories are plain JSON, which is not"
        " read: ask the insurer for FHIR."
    ),
    (
        "Rows taken for licensed acupuncturists by a license number alone: %(rows)s. The column that the map "
        "names for licence_number should hold licenses to practice acupuncture only."
    ): N_(
        "Rows taken for licensed acupuncturists by a license number alone: %(rows)s. The column chosen as the"
        " license number should hold licenses to practice acupuncture only."
    ),
    (
        "Rows that do not tell the kind of practitioner: %(rows)s. They are listed as other clinicians who list "
        "acupuncture. Give the map a column of kinds or credentials, or say under [values.kind] what a blank is."
    ): N_(
        "Rows that do not tell the kind of practitioner: %(rows)s. They are listed as other clinicians who "
        "list acupuncture. Choose a column of kinds or credentials, if there is one."
    ),
    "this is a folder. Name the file in it.": N_("this is a folder. Give the file in it."),
    "A table needs a map of its columns: --map FILE. To have one proposed: python3 run.py import csv %(path)s": N_(
        "A table needs to be told which column is which: match its columns."
    ),
    "this is no map: lists within lists without end.": N_(
        "the columns that were saved cannot be read: match them again."
    ),
}
