"""State licence lists for tests: made-up rows in each state's own layout. Numbers are made up."""

import csv
import io

from directory.store.reference import files

HEADERS = {
    "WA": "CredentialNumber,LastName,FirstName,MiddleName,CredentialType,Status,BirthYear,CEDueDate,FirstIssueDate,"
    "LastIssueDate,ExpirationDate,ActionTaken",
    "CO": "lastName,firstName,middleName,suffix,entityName,city,state,licenseType,subcategory,licenseNumber,"
    "licenseFirstIssueDate,licenseExpirationDate,licenseStatusDescription,specialty,caseNumber,programAction,"
    "disciplineEffectiveDate,linkToVerifyLicense",
    "CT": "credentialid,name,type,businessname,dba,fullcredentialcode,credentialtype,credentialnumber,"
    "credentialsubcategory,credential,status,statusreason,active,issuedate,effectivedate,expirationdate,"
    "address,city,state,zip,recordrefreshedon",
    "IL": "License Type,Description,License Number,License Status,Business,First Name,Middle,Last Name,Prefix,"
    "Suffix,Business Name,BusinessDBA,Original Issue Date,Effective Date,Expiration Date,City,State,Zip,"
    "County,Specialty/Qualifier,Controlled Substance Schedule,Delegated Controlled Substance Schedule,"
    "Ever Disciplined,Last Modified Date,Case Number,Action,Discipline Start Date,Discipline End Date,"
    "Discipline Reason",
    "MO": "prc_first_name,prc_middle_name,prc_last_name,prc_suffix,ba_address,ba_2address,ba_city,ba_state,ba_zip,"
    "ba_cnty,ba_cntry,lic_profession,lic_number,lst_description,lic_orig_issue_date,lic_exp_date,discipline,"
    "les_description,prc_dba_name,clas_description,ctype_description,cl_description,prc_entity_name,rel_type",
    "FL": "pro_cde,profession_name,lic_id,license_number,expire_date,license_status_description,"
    "license_active_status_description,last_name,first_name,middle_name,name_suffix,business_name,"
    "mailing_address_line1,mailing_address_city,mailing_address_state,mailing_address_zipcode,"
    "mailing_address_phone_number,practice_location_address_line1,practice_location_address_line2,"
    "practice_location_address_city,practice_location_address_state,practice_location_address_zipcode,email",
    "TX": "license_type,first_name,last_name,year_of_birth,license_number,license_issue_date,license_expiration_date,"
    "registration_status,registration_status_date,disciplinary_status,license_status,degree,specialties,"
    "practice_address,practice_city,practice_state,practice_zip,currently_licensed,current_board_action_date,"
    "current_board_action_description",
    "DE": "last_name,first_name,combined_name,license_no,profession_id,license_type,city,state,zip_code,country,"
    "issue_date,expiration_date,disciplinary_action,license_status",
    "CA": "Agency Name,License Type,License Number,Indiv/Org,Org/Last Name,First Name,Middle Name,Suffix,"
    "Address Line 1,Address Line 2,City,County,State,Zip,Country,Original Issue Date,Expiration Date,"
    "License Status",
}
ROWS = {
    "WA": {
        "CredentialNumber": "AC90000001",
        "LastName": "EXAMPLE",
        "FirstName": "JANE",
        "MiddleName": "Q",
        "Status": "ACTIVE",
        "CredentialType": "Acupuncture/East Asian Medicine Practitioner License",
        "ExpirationDate": "20270131",
    },
    "CO": {
        "lastName": "Example",
        "firstName": "Jane",
        "city": "Denver",
        "state": "CO",
        "licenseType": "ACU",
        "licenseNumber": "0009001",
        "licenseExpirationDate": "12/31/2027",
        "licenseStatusDescription": "Active",
    },
    "CT": {
        "name": "JANE Q EXAMPLE",
        "type": "INDIVIDUAL",
        "fullcredentialcode": "90.000901",
        "credential": "ACUPUNCTURIST",
        "status": "ACTIVE",
        "expirationdate": "09/30/2027",
        "address": "12 ELM ST",
        "city": "HARTFORD",
        "state": "CT",
        "zip": "061031234",
        "recordrefreshedon": "01/02/2026",
    },
    "IL": {
        "License Type": "ACUPUNCTURE BOARD",
        "Description": "LICENSED ACUPUNCTURIST",
        "License Number": "198.900001",
        "License Status": "ACTIVE",
        "Business": "N",
        "First Name": "JANE",
        "Middle": "None",
        "Last Name": "EXAMPLE",
        "Suffix": "None",
        "Business Name": "None",
        "BusinessDBA": "None",
        "Expiration Date": "06/30/2027",
        "City": "CHICAGO",
        "State": "IL",
        "Zip": "60601",
    },
    "MO": {
        "prc_first_name": "Jane",
        "prc_middle_name": "N/A",
        "prc_last_name": 'Example "Jo',
        "ba_address": '12 "Old" Elm St',
        "ba_city": "Saint Louis",
        "ba_state": "MO",
        "ba_zip": "63101",
        "ba_cntry": "USA",
        "lic_profession": "ACU",
        "lic_number": "2020900001",
        "lst_description": "Active",
        "lic_exp_date": "2027-11-30 00:00:00",
        "les_description": "Not Expired",
        "prc_dba_name": "N/A",
    },
    "FL": {
        "pro_cde": "4101",
        "profession_name": "Acupuncturist",
        "license_number": "AP90001",
        "expire_date": "02/28/2028",
        "license_status_description": "CLEAR",
        "license_active_status_description": "ACTIVE",
        "last_name": "EXAMPLE",
        "first_name": "JANE",
        "mailing_address_line1": "PO BOX 9",
        "mailing_address_city": "OCALA",
        "mailing_address_state": "FL",
        "practice_location_address_line1": "12 ELM ST",
        "practice_location_address_city": "TAMPA",
        "practice_location_address_state": "FL",
        "practice_location_address_zipcode": "33602",
    },
    "TX": {
        "license_type": "Acupuncturist",
        "first_name": "JANE",
        "last_name": "EXAMPLE",
        "license_number": "AC90001",
        "license_expiration_date": "2027-08-31T00:00:00.000",
        "registration_status": "ACTIVE",
        "registration_status_date": "2025-09-01T00:00:00.000",
        "disciplinary_status": "NONE",
        "practice_address": "12 ELM ST",
        "practice_city": "AUSTIN",
        "practice_state": "TX",
        "practice_zip": "78701",
        "currently_licensed": "Y",
    },
    "DE": {
        "last_name": "Example",
        "first_name": "Jane",
        "combined_name": "Example, Jane",
        "license_no": "AC-0009001",
        "license_type": "Acupuncture Practitioner",
        "city": "Dover",
        "state": "DE",
        "zip_code": "19901",
        "country": "United States",
        "expiration_date": "2027-06-30T00:00:00.000",
        "license_status": "Active",
    },
    "CA": {
        "Agency Name": "Acupuncture Board",
        "License Type": "Acupuncturist",
        "License Number": "90001",
        "Indiv/Org": "I",
        "Org/Last Name": "EXAMPLE",
        "First Name": "JANE",
        "Address Line 1": "12 ELM ST",
        "City": "OAKLAND",
        "State": "CA",
        "Zip": "94607",
        "Expiration Date": "01-31-2027",
        "License Status": "Current",
    },
}
OTHER = {
    "WA": "CredentialType",
    "CO": "licenseType",
    "CT": "credential",
    "IL": "Description",
    "MO": "lic_profession",
    "FL": "profession_name",
    "TX": "license_type",
    "DE": "license_type",
    "CA": "License Type",
}
STATES = sorted(ROWS)
DELIMITERS = {"MO": "\t", "FL": "|", "CA": "\t"}
EXPIRES = {
    "WA": "2027-01-31",
    "CO": "2027-12-31",
    "CT": "2027-09-30",
    "IL": "2027-06-30",
    "MO": "2027-11-30",
    "FL": "2028-02-28",
    "TX": "2027-08-31",
    "DE": "2027-06-30",
    "CA": "2027-01-31",
}
NUMBER = {
    "WA": "CredentialNumber",
    "CO": "licenseNumber",
    "CT": "fullcredentialcode",
    "IL": "License Number",
    "MO": "lic_number",
    "FL": "license_number",
    "TX": "license_number",
    "DE": "license_no",
    "CA": "License Number",
}
STATUS = {
    "WA": "Status",
    "CO": "licenseStatusDescription",
    "CT": "status",
    "IL": "License Status",
    "MO": "lst_description",
    "FL": "license_status_description",
    "TX": "registration_status",
    "DE": "license_status",
    "CA": "License Status",
}
CITIES = {
    "WA": [],
    "CO": ["Denver"],
    "CT": ["Hartford"],
    "IL": ["Chicago"],
    "MO": ["Saint Louis"],
    "FL": ["Tampa"],
    "TX": ["Austin"],
    "DE": ["Dover"],
    "CA": ["Oakland"],
}


def text(state, *rows, columns=None):
    """A list in a state's layout, as its board writes it."""
    columns, delimiter = columns or HEADERS[state].split(","), DELIMITERS.get(state, ",")
    filled = [[({**ROWS[state], **row}).get(name, "") for name in columns] for row in rows]
    if not files.licence_layout(state).quoting:
        return "\n".join(delimiter.join(line) for line in [columns, *filled]) + "\n"
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([columns, *filled])
    return file.getvalue()
