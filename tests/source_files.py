"""A small good file of each source, all about the same few made-up people; what a published directory holds."""

import io
import json
import sqlite3
import zipfile
from datetime import date
from typing import NamedTuple

import nppes_files as files
import plan_net_files

TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"
TO_PART = f"{OFFICE}/officeDocument/2006/relationships"
PACKAGE = f"{OFFICE}/package/2006/relationships"
TITLE = "NPPES Deactivated Records as of Mar 11 2024"
HEADER = ["NPI", "NPPES Deactivation Date"]
ANA, KEN, SO, LEE = (files.npi(serial) for serial in (901, 902, 903, 904))
MAP = '[columns]\nname = "Name"\ncity = "City"\nstate = "State"\npayer = "Insurer"\nphone = "Phone"\n'


def zipped(parts):
    """A ZIP's bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return file.getvalue()


def _relationship(kind, target):
    """The XML by which one part of an office document names another."""
    link = f'<Relationship Id="rId1" Type="{TO_PART}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>'


SHEETS = '<sheets><sheet name="NPIs" sheetId="1" r:id="rId1"/></sheets>'
WORKBOOK = {
    TYPES: "<Types/>",
    "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TO_PART}">{SHEETS}</workbook>',
}


def workbook(xml, shared=None):
    """A spreadsheet's bytes around the XML of its only sheet and, where it has some, of its shared texts."""
    texts = {"xl/sharedStrings.xml": shared} if shared else {}
    return zipped(WORKBOOK | {"xl/worksheets/sheet1.xml": xml} | texts)


def sheet(rows, cell):
    """A sheet's XML: `cell` makes the cell at a reference with a value."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [cell(f"{letter}{number}", value) for letter, value in zip("AB", row, strict=False)]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def xlsx(rows, title=TITLE):
    """A spreadsheet's bytes as CMS writes it: a title, a header, every cell a shared string."""
    rows = [[title], HEADER, *rows]
    strings = list(dict.fromkeys(value for row in rows for value in row))
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    shared = f'<?xml version="1.0"?><sst xmlns="{MAIN}">{texts}</sst>'
    cells = sheet(rows, lambda at, value: f'<c r="{at}" t="s" s="1"><v>{strings.index(value)}</v></c>')
    return workbook(cells, shared)


def _denver(npi, last, first, licence):
    return files.row(
        ("171100000X", licence, "CO", "Y"),
        npi=npi,
        last_name=last,
        first_name=first,
        city="DENVER",
        state="CO",
        postal_code="80202",
    )


def _nppes():
    people = (
        (ANA, "LOPEZ", "ANA", "9001"),
        (KEN, "SATO", "KEN", "9002"),
        (SO, "KIM", "SO", ""),
        *((files.npi(n), "REED", f"PAT{n}", "") for n in range(911, 914)),
    )
    return files.text([*(_denver(*person) for person in people), files.other(npi=LEE)]).encode()


def _companion(columns, *rows):
    return (files._header(columns) + "".join(",".join(f'"{value}"' for value in row) + "\n" for row in rows)).encode()


def _provider(npi, last, first):
    return {
        "npi": npi,
        "type": "INDIVIDUAL",
        "name": {"first": first, "last": last},
        "specialty": ["Acupuncture"],
        "accepting": "accepting",
        "addresses": [
            {"address": "5 Oak St", "city": "Denver", "state": "CO", "zip": "80202", "phone": "303-555-0150"}
        ],
        "plans": [
            {
                "plan_id_type": "HIOS-PLAN-ID",
                "plan_id": "12345CO9876543",
                "network_tier": "A",
                "years": [date.today().year],
            }
        ],
        "last_updated_on": "2026-01-05",
    }


class Good(NamedTuple):
    """A file that its source reads: its name, the bytes, what else the command needs."""

    source: str
    name: str
    content: bytes
    words: tuple = ()

    def written(self, folder, content=None, name=None):
        """The words of the command that imports the file (or other content, under another name) from a folder."""
        path = folder / (name or self.name)
        path.write_bytes(self.content if content is None else content)
        if self.source == "csv":
            (folder / "map.toml").write_text(MAP)
        return self.source, path, *(folder / word if word == "map.toml" else word for word in self.words)


GOOD = {
    each.source: each
    for each in (
        Good("nppes", "npidata_pfile_20240304-20240310.csv", _nppes()),
        Good(
            "nppes-locations",
            "pl_pfile_20240304-20240310.csv",
            _companion(
                files.LOCATIONS,
                (ANA, "7 Elm St", "", "Boulder", "CO", "80301", "US", "3035550107", "", ""),
                (KEN, "8 Elm St", "", "Denver", "CO", "80202", "US", "3035550108", "", ""),
            ),
        ),
        Good(
            "nppes-names",
            "othername_pfile_20240304-20240310.csv",
            _companion(files.OTHER_NAMES, (ANA, "Elm Street Acupuncture", "3")),
        ),
        Good(
            "nppes-deactivated",
            "report.zip",
            zipped({"NPPES Deactivated NPI Report 20240311.xlsx": xlsx([[KEN, "03/01/2024"], [LEE, "03/02/2024"]])}),
        ),
        Good(
            "leie",
            "UPDATED_20260105.csv",
            (
                "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
                "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE\r\n"
                f"REED,PAT,,,IND,NURSE,,{files.npi(911)},19600101,900 OAK ST,DENVER,CO,80202,1128a1,20190320,,,\r\n"
                ",,,OAK PHARMACY,BUS,PHARMACY,,0000000000,,,DENVER,CO,80202,1128a1,20190320,00000000,00000000,\r\n"
            ).encode(),
        ),
        Good(
            "opt-out",
            "opt_out_20260115.csv",
            (
                "First Name,Last Name,NPI,Specialty,Optout Effective Date,Optout End Date,First Line Street Address,"
                "Second Line Street Address,City Name,State Code,Zip code,Eligible to Order and Refer,Last updated\n"
                f"Ana,Lopez,{ANA},Family Practice,1/1/2025,12/31/2098,1 Elm St,,Denver,CO,80202,Y,1/15/2026\n"
                f"Jo,Lee,{LEE},Psychiatry,7/1/2023,6/30/2025,2 Elm St,,Denver,CO,80202,N,1/15/2026\n"
            ).encode(),
        ),
        Good(
            "order-and-referring",
            "OrderReferring_20260115.csv",
            (
                "NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE\n"
                f"{ANA},LOPEZ,ANA,Y,Y,Y,Y,Y\n{LEE},LEE,ELM,Y,Y,N,N,N\n"
            ).encode(),
        ),
        Good(
            "part-b",
            "MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv",
            (
                "Rndrng_NPI,Rndrng_Prvdr_Last_Org_Name,Rndrng_Prvdr_First_Name,Rndrng_Prvdr_MI,Rndrng_Prvdr_Crdntls,"
                "Rndrng_Prvdr_Ent_Cd,Rndrng_Prvdr_St1,Rndrng_Prvdr_St2,Rndrng_Prvdr_City,Rndrng_Prvdr_State_Abrvtn,"
                "Rndrng_Prvdr_Zip5,Rndrng_Prvdr_Cntry,Rndrng_Prvdr_Type,HCPCS_Cd,Place_Of_Srvc,Tot_Benes,Tot_Srvcs,"
                "Avg_Sbmtd_Chrg,Avg_Mdcr_Alowd_Amt\n"
                f"{ANA},Lopez,Ana,,MD,I,900 Oak St,,Denver,CO,80202,US,Family Practice,97810,O,38,120,95.5,37.25\n"
                f"{ANA},Lopez,Ana,,MD,I,900 Oak St,,Denver,CO,80202,US,Family Practice,99213,O,60,90,150,80\n"
                f"{LEE},Lee,Sam,,DO,I,1 Elm St,,Denver,CO,80202,US,Neurology,97813,F,12,30,110,33.1\n"
            ).encode(),
        ),
        Good(
            "doctors",
            "DAC_NationalDownloadableFile_20260115.csv",
            (
                "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Cred,pri_spec,Facility Name,adr_ln_1,adr_ln_2,"
                "City/Town,State,ZIP Code,Telephone Number,ind_assgn,grp_assgn,adrs_id\n"
                f"{ANA},1,LOPEZ,ANA,MD,FAMILY PRACTICE,HERON,900 OAK ST,,DENVER,CO,802021234,3035550147,Y,M,X\n"
                f"{LEE},2,LEE,SAM,DO,NEUROLOGY,HERON,1 ELM ST,,DENVER,CO,80202,3035550148,M,M,Y\n"
            ).encode(),
        ),
        Good(
            "nppes-endpoints",
            "endpoint_pfile_20050523-20240310.csv",
            (
                '"NPI","Endpoint Type","Endpoint Type Description","Endpoint","Affiliation"\n'
                f'"{ANA}","DIRECT","Direct Messaging Address","ana.lopez@direct.example.com","N"\n'
                f'"{KEN}","FHIR","FHIR URL","https://fhir.example.com/r4","N"\n'
            ).encode(),
        ),
        Good(
            "licences",
            "co_20260105.csv",
            (
                b"lastName,firstName,middleName,suffix,entityName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription\n"
                b"Lopez,Ana,,,,Denver,CO,ACU,9001,12/31/2027,Active\nNgo,Linh,,,,Denver,CO,ACU,9003,12/31/2027,Expired\n"
            ),
            ("--state", "CO"),
        ),
        Good(
            "roster",
            "members_20260106.csv",
            b"Name,City,State,Phone\n"
            b'"Ngo, Linh, MD, FAAMA",Denver,CO,303-555-0103\n"Ann Able, MD",Boulder,CO,303-555-0104\n',
        ),
        Good(
            "csv",
            "own_20260107.csv",
            b"Name,City,State,Insurer,Phone\n"
            b"Ana Lopez,Denver,CO,Elm Health,303-555-0101\nPetra Vogel,Denver,CO,Oak Health,303-555-0106\n",
            ("--map", "map.toml"),
        ),
        Good(
            "qhp",
            "providers_20260108.json",
            json.dumps([_provider(ANA, "Lopez", "Ana"), _provider(LEE, "Lee", "Jo")]).encode(),
        ),
        Good("plan-net", "payer.ndjson", plan_net_files.lines(*plan_net_files.everything()).encode()),
    )
}


def tables(path):
    """{table: its rows} of a database file, the tables behind its full-text index too.

    Of `about` not when it was published and what was before, and of snapshots with which numbers.
    """
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as opened:
        names = [
            name
            for (name,) in opened.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        ]
        return {
            name: [
                _without_numbers(row)
                for row in opened.execute(f"SELECT * FROM {name} ORDER BY 1")
                if row[0] not in ("published_at", "snapshots", "history", "network_history")
            ]
            for name in names
            if name != "changes"
        }


def _without_numbers(row):
    """A row of a table; of the figures of quality, without the snapshots' numbers, of what an edition was made with,
    without what stands for the files and the day.
    """
    if row[0] == "made_with":
        return row[0], json.dumps(json.loads(row[1]) | {"conditions": ""})
    if row[0] != "quality":
        return row
    figures = json.loads(row[1])
    files = [{name: value for name, value in each.items() if name != "snapshot"} for each in figures["problems"]]
    return row[0], json.dumps(figures | {"problems": files})
