"""A made-up insurer's in-network file, written by hand in a style of its own (schema 2.0), and what it means.

Services come before their groups; the members of an object stand in any order; NPIs and amounts are text or decimals,
as are ids of groups; one object is on many lines, the next on one; a description quotes what looks like the
file itself.
"""

import nppes_files as files

ONE, TWO, THREE, FOUR, FIVE = (files.npi(number) for number in range(1, 6))
STRANGER = files.npi(6)
LISTED = (ONE, TWO, THREE, FOUR, FIVE)

HEAD = """\ufeff{\r
  "version" : "2.0.0" ,\r
  "last_updated_on" : "2026-11-01" ,\r
  "reporting_entity_type" : "Third-Party Administrator" ,\r
  "additional_notes" : { "in_network" : [ ] , "provider_references" : [ 1 ] } ,\r
  "in_network" : [\r
"""

SERVICES = (
    # The rates before the code, the prices before their groups, amounts as text.
    """{ "negotiated_rates" : [
        { "negotiated_prices" : [
            { "setting" : "outpatient", "additional_information" : "", "billing_code_modifier" : [ ],
              "billing_class" : "professional", "service_code" : [ "11" , "02" ], "expiration_date" : "9999-12-31",
              "negotiated_rate" : "41.50", "negotiated_type" : "negotiated" } ],
          "provider_references" : [ 1001.0 , 1002.0 ] },
        { "negotiated_prices" : [ { "negotiated_type" : "percentage", "negotiated_rate" : 65.0, "setting" : "both",
              "billing_class" : "professional", "expiration_date" : "2027-06-30", "service_code" : [ "CSTM-00" ] } ],
          "provider_references" : [ 1003.0 ] } ],
      "description" : "ACUP 1/> WO ESTIM 1ST 15 MIN; see \\"provider_references\\": [1004.0], [ { ] }",
      "billing_code" : "97810", "billing_code_type_version" : "2026", "billing_code_type" : "CPT",
      "name" : "Acupuncture", "negotiation_arrangement" : "ffs" }""",
    # On one line, as numbers.
    '{"negotiation_arrangement":"ffs","name":"Acupuncture add-on","billing_code_type":"CPT",'
    '"billing_code_type_version":"2026","billing_code":97811,"description":"[","negotiated_rates":[{'
    '"provider_references":[1001.0],"negotiated_prices":[{"negotiated_type":"fee schedule","negotiated_rate":3.15E1,'
    '"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]}',
    # A month's care of the back at one price, of which needling is a part: no price of a visit, by either code.
    '{"negotiation_arrangement":"bundle","name":"Back pain episode","billing_code_type":"LOCAL",'
    '"billing_code_type_version":"1","billing_code":"BACK1","description":"Episode","bundled_codes":['
    '{"billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97813","description":"Needling"}],'
    '"negotiated_rates":[{"provider_references":[1001.0],"negotiated_prices":[{"negotiated_type":"negotiated",'
    '"negotiated_rate":600,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional"}]}]}',
    '{"bundled_codes":[{"billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110",'
    '"description":"Exercise"}],"negotiation_arrangement":"bundle","name":"Back pain episode",'
    '"billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97813","description":"Episode",'
    '"negotiated_rates":[{"provider_references":[1001.0],"negotiated_prices":[{"negotiated_type":"negotiated",'
    '"negotiated_rate":700,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional"}]}]}',
    # So much a member and month, whoever comes.
    '{"negotiation_arrangement":"capitation","name":"Acupuncture","billing_code_type":"CPT",'
    '"billing_code_type_version":"2026","billing_code":"97814","description":"Per member per month",'
    '"negotiated_rates":[{"provider_references":[1002.0],"negotiated_prices":[{"negotiated_type":"negotiated",'
    '"negotiated_rate":0.12,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional"}]}]}',
    # The first code again, further down, for one more group.
    '{"negotiation_arrangement":"ffs","name":"Acupuncture","billing_code_type":"CPT",'
    '"billing_code_type_version":"2026","billing_code":"97810","description":"","negotiated_rates":[{'
    '"provider_references":[1004.0],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":44.00,'
    '"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional"}]}]}',
)

# The ids are whole numbers here and decimals where prices name them, or the other way round.
GROUPS = (
    f"""{{ "provider_groups" : [
        {{ "tin" : {{ "business_name" : "Elm Clinic, \\"[{THREE}]\\"", "value" : "12-3456789", "type" : "ein" }},
          "npi" : [ "{ONE}" ,
                    "{STRANGER}" ] }} ,
        {{ "tin" : {{ "type" : "ein", "value" : "98-7654321", "business_name" : "Oak" }}, "npi" : [ {TWO}.0 ] }} ,
        {{ "tin" : {{ "type" : "npi", "value" : "{FOUR}" }}, "npi" : [ 0 ] }} ],
      "network_name" : [ "Birch Open Access" , "Birch Caf\\u00e9 Plus" ],
      "provider_group_id" : 1001.0 }}""",
    f'{{"provider_group_id":1002,"network_name":["Birch Select"],"provider_groups":[{{"npi":["{ONE}"],'
    '"tin":{"type":"ein","value":"123456789","business_name":"Elm"}}]}',
    f'{{"provider_group_id":1003,"provider_groups":[{{"tin":{{"type":"ein","value":"1"}},"npi":["{THREE}"]}}],'
    '"network_name":["Birch Select"]}',
    f'{{"provider_group_id":1004,"provider_groups":[{{"tin":{{"type":"ein","value":"1"}},"npi":["{FIVE} "]}}],'
    '"network_name":["Birch Select"]}',
)

TAIL = '\r\n  ] , \r\n  "reporting_entity_name" : "Birch Life & Health "\r\n}  \r\n\t \n\n'

OPEN, PLUS, SELECT = "Birch Open Access", "Birch Café Plus", "Birch Select"
_NEEDLES = {("97810", 41.5, "negotiated"), ("97811", 31.5, "fee schedule")}
# {(NPI, network): {(code, amount, kind)}}
MEANT = {(npi, network): _NEEDLES for npi in (ONE, TWO, FOUR) for network in (OPEN, PLUS)} | {
    (ONE, SELECT): {("97810", 41.5, "negotiated")},
    (THREE, SELECT): {("97810", 65.0, "percentage")},
    (FIVE, SELECT): {("97810", 44.0, "negotiated")},
}


def rates_file(services=SERVICES) -> bytes:
    """The file, with a byte-order mark, Windows line ends in places and blanks after its end."""
    text = HEAD + " ,\r\n".join(services) + ' ] ,\r\n "provider_references" : [ ' + " ,\n".join(GROUPS) + TAIL
    return text.encode()
