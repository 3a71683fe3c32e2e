"""Kinds written after those of further_kinds.py, in their form and before a look at the rules; imported with them."""

from fresh_kinds import kinds_written

WRITTEN = """
= one r P short names of English and of other tongues, one telephone
MACKINTOSH,THADDEUS|Tad Mackintosh; QUARLES,LAVINIA|Vinnie Quarles; EGERTON,GUINEVERE|Gwen Egerton;
GUERRERO,GUADALUPE|Lupita Guerrero; HOHENSTEIN,HEINRICH|Heinz Hohenstein; JURADO,ENRIQUE|Kike Jurado;
KONSTANTINIDIS,PANAGIOTIS|Panos Konstantinidis; LOMBARDI,ANTONIO|Tonino Lombardi; MASLOVA,EVGENIYA|Zhenya Maslova;
BELYAKOVA,ALEKSANDRA|Sasha Belyakova; MALDONADO,SALVADOR|Chava Maldonado; PINCHUK,SEMYON|Syoma Pinchuk;
RUBINSTEIN,MENACHEM|Mendy Rubinstein; JAKUBOWSKI,TADEUSZ|Tadek Jakubowski; FRIEDENBERG,MOSHE|Moishe Friedenberg
= one t L an English name for that of another tongue, the number kept
FEDOROV,MIKHAIL|Michael Fedorov; GIANNOPOULOS,IOANNIS|John Giannopoulos; BRZEZINSKI,KRZYSZTOF|Chris Brzezinski;
CZERNIAK,KATARZYNA|Kathy Czerniak; TIMOSHENKO,PYOTR|Peter Timoshenko; VARDANYAN,HAKOB|Jack Vardanyan;
ROZENBAUM,RIVKA|Rebecca Rozenbaum; WASILEWSKI,GRZEGORZ|Greg Wasilewski; PAPADAKIS,VASILIOS|Bill Papadakis;
DJORDJEVIC,ALEKSANDAR|Sasha Djordjevic
= one r A family names of Korea, Taiwan and Vietnam written first, one address
MIN,HYUNJUNG|Min Hyun Jung; PAIK,SOON YI|Paik Soon-Yi; TAO,MEILAN|Tao Mei Lan; WENG,ZIHAN|Weng, Zi Han;
CHAU,NGOC,BAO|Chau Bao Ngoc; DAO,LINH,THUY|Dao Thuy Linh; SZETO,WING YAN|Szeto Wing-Yan; RHEE,SOO YEON|Rhee Soo Yeon;
DUONG,NGOC,BICH|Duong Bich Ngoc; THAI,BINH,VAN|Thai Van Binh
= one t L another family name before a hyphen, the number kept
ASHBROOK,IONE|Ione Pell-Ashbrook; CORDERO,NIEVES|Nieves Luna-Cordero; DRESCHER,MAGDA|Magda Holm-Drescher;
FARQUHARSON,ISLA|Isla Boyd-Farquharson; GRIFFITHS,CERYS|Cerys Powell-Griffiths
= two r PA mother and son by an English name and that of another tongue
ORLOV,MIKHAIL|Michael Orlov; PETRAKIS,IOANNIS|John Petrakis; ZIELINSKI,PIOTR|Peter Zielinski;
GRIGORYAN,HAKOB|Jack Grigoryan; LEBEDEV,NIKOLAI|Nick Lebedeva; WEISSBERG,SHMUEL|Samuel Weissberg;
KINSELLA,SOPHIA|Sophie Kinsella; DUCHAMP,MARGARET|Margo Duchamp; ESPOSITO,NICHOLAS|Nico Esposito;
THIBAULT,SYLVIA|Sylvie Thibault
= two r PA two names in two orders, each a family name
TRAN,LE|Tran Le; LIN,ZHAO|Lin Zhao; PHAM,VO|Pham Vo; CHO,LIM|Cho Lim; NGO,HUYNH|Ngo Huynh; KANG,CHENG|Kang Cheng;
XU,LIN|Xu Lin; ZHOU,CHENG|Zhou Cheng; WU,LE|Wu Le; LIU,ZHAO|Liu Zhao
= two r PA mother and daughter, another family name before a hyphen
BEAUCHAMP,CELINE|Celine Rousseau-Beauchamp; MIDDLEBROOK,SERAPHINA|Seraphina Okafor-Middlebrook; HARTIGAN,ROSE|Rose
Lind-Hartigan; NOVOTNY,MARTA|Marta Zelenka-Novotny; PINEDA,LUCIA|Lucia Alcantara-Pineda
= two t LPA Vietnamese, Korean and Chinese names that are alike, one number
DAO,VAN MINH|Van Ninh Dao; NGO,THI LAN|Thi Loan Ngo; DANG,VAN HUNG|Van Hieu Dang; LE,NGOC ANH|Ngoc Oanh Le;
CAO,KIM ANH|Kim Oanh Cao; VU,HONG NHUNG|Hong Hanh Vu; KO,SUNG HEE|Sung Hye Ko; SEO,JI WOO|Ji Won Seo;
YE,XIU LAN|Xiu Lian Ye; RHEE,MIN JUNG|Min Jae Rhee
= two t LPA two English names for one of another tongue, one number
WEISS,SAM|Simon Weiss; HOLT,FRED|Will Holt; BRAUER,JACK|Jacob Brauer; LYONS,HELEN|Elena Lyons; MORSE,LENA|Helen Morse;
PORTER,LUKE|Lucas Porter
= two t LPA he and she a letter apart, one number
ABBASI,KARIM|Karima Abbasi; BELLINI,PAOLO|Paola Bellini; COUSTEAU,RENE|Renee Cousteau; DIMITROV,IVAN|Ivana Dimitrov;
ENGELHARDT,ERIC|Erica Engelhardt; GUTHRIE,MARION|Marian Guthrie; HALVERSON,LOREN|Lauren Halverson; YATES,JOAN|Jean
Yates; DRABBLE,MARGARET|Margarita Drabble; HARDWICK,NADIA|Nadine Hardwick
= two b LC revoked: a letter apart, a nickname, a slip
KIRCHNER,ERIC|Kirchner,Erica,,; LEFEBVRE,JEANNE|Lefebvre,Jean,,; MONTALBAN,ADRIAN|Montalban,Adriana,,;
NGUYEN,MINH|Nguyen,Linh,,; SANDIFER,ROBERT|Sandifer,Bob,,; TRUMBULL,PAMELA|Trumbul,Pamela,,;
UNDERDOWN,CLAUDIA|Underdown-Price,Claudia,,; YANCEY,ELEANOR,GRACE|Yancey,Grace,,; MANSFIELD,KATHERINE|
Mansfield,Kathryn,,;
FEDIN,MIKHAIL|Fedin,Michael,,
"""
LATER = kinds_written(WRITTEN)
