"""Names and addresses that are written alike and differ, or differ and are the same, for adversarial_pairs.py."""

KOREAN = ["Min Soo", "Jae Hee", "Soo Jin", "Eun Ji", "Hye Won", "Ji Hoon"]
SHARED_SYLLABLE = [("Min Jae", "Min Ho"), ("Jae Hyun", "Jae Won"), ("Soo Min", "Soo Bin"), ("Hye Jin", "Hye Sun")]
KOREAN_FAMILY = ["Kim", "Lee", "Park", "Choi", "Jung", "Kang"]
VIETNAMESE = [("Nguyen", "Mai", "Lan"), ("Tran", "Minh", "Duc"), ("Pham", "Hoa", "Linh"), ("Le", "Tuan", "Hung")]
BOTH_FAMILY_NAMES = [("Kim", "Lee"), ("Yang", "Chen"), ("Li", "Wang"), ("Lee", "Park")]
ALIKE_FAMILY = [("Hansen", "Hanson"), ("Petersen", "Peterson"), ("Meyers", "Meyer"), ("Clarke", "Clark")]
ALIKE_GIVEN = [("Karina", "Karin"), ("Gabriel", "Gabriela"), ("Carol", "Carole"), ("Mario", "Maria"), ("Jon", "Joan")]
SYLLABLES_ALIKE = [("Dong Wook", "Dong Woo"), ("Seung Min", "Seung Mi"), ("Ji Yeong", "Ji Ye")]
KIM_TOO = [("Kim", "Jung"), ("Kim", "Nguyen"), ("Lee", "Han"), ("Kim", "Min"), ("Lee", "Tran")]  # Kim and Lee are given
SHORT_FORMS = [("Ed", "Ted"), ("Jerry", "Gerry"), ("Nell", "Ellie"), ("Sandy", "Alex"), ("Elizabeth", "Lisa")]
SPELLINGS = [
    ("Catherine", "Katherine"),
    ("Steven", "Stephen"),
    ("Sara", "Sarah"),
    ("Brian", "Bryan"),
    ("Ann", "Anne"),
    ("Jon", "John"),
]
UMLAUTS = [("Jürgen Müller", "Juergen Mueller"), ("Søren Kjær", "Soeren Kjaer"), ("Björn Groß", "Bjoern Gross")]
WRITINGS = ("CA-AC {}", "AC{} (CA)", "License #{}", "Lic. No. AC{}", "CA{}", "AC 00{}")
ADDRESSES = [
    ("12 First Ave, Ste 4", "12 1st Avenue #4"),
    ("55 Fifth St NW, 2nd Floor", "55 5th Street N.W., Fl 2"),
    ("4 Martin Luther King Jr Blvd", "4 MLK Blvd"),
    ("7 State Highway 9", "7 SH-9"),
    ("9 County Road DD", "9 CR DD"),
    ("30 Bay Plaza Center, Suite 200", "Suite 200, 30 Bay Plz Ctr"),
    ("90 Broadway Suite B", "90 Broadway, B"),
]
MIDDLE = [("Allen", "Arthur"), ("Marie", "Margaret"), ("James", "Jacob"), ("Rose", "Ruth")]
OTHER_LETTERS = ("MD", "DC", "PT", "RN", "ND")
