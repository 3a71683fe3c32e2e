"""More kinds, in the form of fresh_kinds.py and written before a look at it; imported with them, as whole files."""

from fresh_kinds import kinds_written

WRITTEN = """
= one r PA nicknames of other languages
BARRERA,FRANCISCO|Pancho Barrera; OCAMPO,JOSE|Pepe Ocampo; VILLAREAL,GUADALUPE|Lupe Villareal; NOWAK,KATARZYNA|Kasia
Nowak; WROBEL,MALGORZATA|Gosia Wrobel; LEVITIN,DMITRI|Dima Levitin; SOKOLOV,MIKHAIL|Misha Sokolov;
BEN-DAVID,AVRAHAM|Avi Ben-David; RIZZO,GIUSEPPE|Beppe Rizzo; CONTI,SALVATORE|Sal Conti
= one r P a short name, moved with the telephone
ABERNATHY,THEODORE|Ted Abernathy; BLACKWOOD,DEBORAH|Debbie Blackwood; CARLISLE,LAWRENCE|Larry Carlisle;
DONNELLY,PATRICIA|Trish Donnelly; EASTMAN,CHARLES|Chuck Eastman; FAIRCHILD,ELIZABETH|Betsy Fairchild;
GOODWIN,ANDREW|Drew Goodwin; HATHAWAY,VICTORIA|Vicky Hathaway; IRONSIDE,EUGENE|Gene Ironside;
KINGSLEY,JACQUELINE|Jackie Kingsley
= one t L a second office, another telephone, the number kept
ADAIR,COLIN|Colin Adair; BELLAMY,RUTH|Ruth Bellamy; CRANE,OTTO|Otto Crane; DELGADO,INES|Ines Delgado;
ERIKSEN,LARS|Lars Eriksen; FISCHER,ULLA|Ulla Fischer; GALLO,REMO|Remo Gallo; HSU,WANDA|Wanda Hsu; IBARRA,TOMAS|Tomas
Ibarra; JOYCE,FIONA|Fiona Joyce
= one t P moved to the next town with the telephone number
KEANE,MOIRA|Moira Keane; LINDQVIST,PER|Per Lindqvist; MBEKI,THANDI|Thandi Mbeki; NOVOTNY,JAN|Jan Novotny;
OKAFOR,CHIDI|Chidi Okafor; PEREIRA,RUI|Rui Pereira; QUIGLEY,SEAN|Sean Quigley; RASMUSSEN,IDA|Ida Rasmussen;
SANDOVAL,ROSA|Rosa Sandoval; TOIVONEN,AKI|Aki Toivonen
= one r PA a name as two interpreters spell it
RAHMAN,MOHAMMED|Muhammad Rahman; AZIZ,YOUSSEF|Yusuf Aziz; MOROZOV,SERGEY|Sergei Morozov; ORLOVA,TATIANA|Tatyana
Orlova; MANSOUR,KHALED|Khalid Mansour; HOSSEINI,HOSSEIN|Hussein Hosseini; BONDAR,YURI|Yuriy Bondar;
SALEH,FATIMA|Fatema Saleh; VOLKOVA,YULIA|Julia Volkova; DANYLIUK,OLEKSANDR|Alexander Danyliuk
= one r PA letters, titles and pronouns in the name's cell
BOYD,KAREN|Dr. Karen Boyd, DACM, L.Ac., Dipl. OM (NCCAOM); PRUITT,ALAN|Pruitt, Alan, MSOM; MAYS,TINA|TINA MAYS LAC
MTOM; FRYE,JOEL|Joel Frye (he/him), L.Ac.; SHIELDS,AMY|Amy Shields - Licensed Acupuncturist; TATE,REX|Mr Rex Tate LAc;
NOBLE,GAIL|Gail Noble, R.N., L.Ac.; VEGA,RAUL|Raul Vega LAc; WEBB,IRIS|Iris Webb / Acupuncturist & Herbalist;
HOOD,NEIL|Neil Hood, PhD, LAc, FABORM
= one t PA a practice's name before or after the person's
AMES,JULIA|Julia Ames (Blue Heron Acupuncture); BLISS,CARL|Blue Heron Acupuncture - Carl Bliss, L.Ac.; CAREY,MONA|Mona
Carey, Blue Heron Acupuncture; DOW,SETH|Seth Dow @ Blue Heron Acupuncture; EADS,LILY|Lily Eads/Blue Heron Wellness
Center; FOGG,HAL|Hal Fogg dba Blue Heron Acupuncture; GIBB,RITA|Rita Gibb/Blue Heron Acupuncture; HULL,EDWARD|Blue
Heron Acupuncture (Edward Hull); INMAN,ZOE|Zoe Inman at Blue Heron Acupuncture; JUDD,EARL|Blue Heron Acupuncture: Earl
Judd, L.Ac.
= one r PA family name first, of families seldom met
ZHAO,YIFEI|Zhao Yifei; HUANG,MEILING|Huang Meiling; KWON,SOOJIN|Kwon Soojin; BAEK,HYUNWOO|Baek Hyunwoo;
VUONG,THANH|Vuong Thanh; DANG,QUYNH|Dang Quynh; XU,GUOWEI|Xu Guowei; SEO,JIYEON|Seo Jiyeon; LUONG,HIEU|Luong Hieu;
TSAI,CHIAHAO|Tsai Chiahao
= one t XPA reinstated under a new number
KERR,MYRA|Myra Kerr; LOMAX,IVOR|Ivor Lomax; MUNN,DELLA|Della Munn; NASH,CLEO|Cleo Nash; ORR,BASIL|Basil Orr;
PIKE,EDNA|Edna Pike; QUILL,AMOS|Amos Quill; REECE,VERA|Vera Reece; SHARP,NOEL|Noel Sharp; TRUITT,LEAH|Leah Truitt
= one t MLPA an NPI mistyped into a valid one that nobody has
UPTON,FERN|Fern Upton; VICKERS,ROSS|Ross Vickers; WADDELL,JUNE|June Waddell; YATES,CLEM|Clem Yates; ZELLER,OLGA|Olga
Zeller; ALBRECHT,KURT|Kurt Albrecht; BIANCHI,SOFIA|Sofia Bianchi; CORRIGAN,TESS|Tess Corrigan; DRESSLER,MAX|Max
Dressler; ESPINOSA,PILAR|Pilar Espinosa
= two b 0LC revoked: the spouse of one initial, one town
PARK,JUN|Park,Jina,,; ASHFORD,ALAN|Ashford,Alice,,; BERGER,KARL|Berger,Karen,,; CHEN,MING|Chen,Mei,,;
DALTON,ERIC|Dalton,Erin,,; ESCOBAR,LUIS|Escobar,Luisa,,; FONG,WAI|Fong,Wing,,; GILL,HARPREET|Gill,Harjit,,;
HOFFMAN,CARL|Hoffman,Carla,,; IMAI,TARO|Imai,Tomo,,
= two t DPA twins whose numbers differ in a digit
SALAZAR,MARIA|Marta Salazar; TRAN,LAN|Linh Tran; UNGER,JANA|Jane Unger; VARGA,ERIKA|Eric Varga; WOLFF,ANNE|Anna Wolff;
XIONG,MAI|May Xiong; YOUNG,TERRY|Jerry Young; ZAMORA,CARMEN|Carmela Zamora; ABBOTT,CHRISTY|Kristin Abbott;
BRIGHT,JOAN|Joanne Bright
= two b 0LC revoked: a namesake of a large city, no number in the register
LEE,MIN|Lee,Min,,; KIM,DAVID|Kim,David,,; NGUYEN,HOA|Nguyen,Hoa,,; WANG,LI|Wang,Li,,; PATEL,RAJ|Patel,Raj,,;
GARCIA,JOSE|Garcia,Jose,,; SMITH,JAMES|Smith,James,,; JOHNSON,MARY|Johnson,Mary,,; RODRIGUEZ,ANA|Rodriguez,Ana,,;
CHANG,GRACE|Chang,Grace,,
= two b 0LC revoked: another middle initial, no number in the register
PRICE,JOHN,A|Price,John,B,; QUINN,MARY,C|Quinn,Mary,D,; REID,PAUL,E|Reid,Paul,F,; STEIN,RUTH,G|Stein,Ruth,H,;
TODD,ALAN,J|Todd,Alan,K,; UEDA,KEN,L|Ueda,Ken,M,; VOGT,ANNA,N|Vogt,Anna,O,; WOOD,LISA,P|Wood,Lisa,R,;
YOON,SUN,S|Yoon,Sun,T,; ZHOU,WEI,U|Zhou,Wei,V,
= two t XPA colleagues whose names are nearly alike, two numbers
ZHANG,WEI|Wei Chang; LI,XIAO|Xiaoli Li; WONG,MEI|Mei Wang; LEE,HAE|Hae Rhee; HANSEN,ERIC|Erica Hanson; MEYER,LOU|Lou
Myers; COHEN,DAN|Dana Cohn; NGUYEN,HANH|Hang Nguyen; TRAN,DUNG|Duong Tran; LE,MAI|Mai Ly
= two t XPA mother and daughter, each with a number of her own
GOMEZ,MARIA|Maria Gomez Ruiz; LOPEZ,ROSA|Rosa Lopez Vega; MORENO,ANA|Ana Moreno Cruz; ORTIZ,ELENA|Elena Ortiz Soto;
PEREZ,CARMEN|Carmen Perez Mora; RIOS,JULIA|Julia Rios Paz; SANTOS,IRMA|Irma Santos Luna; TORRES,ALBA|Alba Torres Rey;
VARGAS,NORA|Nora Vargas Sol; ZAPATA,RITA|Rita Zapata Leon
= two b LC revoked: a colleague's number, typed by mistake
KEMP,ABEL|Dean,Cora,,; LUTZ,ELSA|Nye,Fritz,,; MOTT,GAIL|Ogden,Hugh,,; NUNEZ,INEZ|Pryor,Jack,,;
OLIVER,KATE|Queen,Liam,,; PRATT,MINA|Riggs,Nate,,; RUSSO,ORLA|Sykes,Pete,,; STOKES,RHEA|Tully,Saul,,;
THORNE,TESS|Vance,Ugo,,; UPSHAW,VERA|Weiss,Will,,
= one r PA both names the other way round, of any language
VEGA,RAUL|Vega Raul; BOYD,KAREN|Boyd Karen; PRUITT,ALAN|Pruitt Alan; MAYS,TINA|Mays Tina; FRYE,JOEL|Frye Joel;
TATE,REX|Tate Rex; NOBLE,GAIL|Noble Gail; WEBB,IRIS|Webb Iris; HOOD,NEIL|Hood Neil; SHIELDS,AMY|Shields Amy
= one t LC both names the other way round, the number kept
ADAIR,COLIN|Adair Colin; CRANE,OTTO|Crane Otto; GALLO,REMO|Gallo Remo; IBARRA,TOMAS|Ibarra Tomas; JOYCE,FIONA|Joyce
Fiona;
KEANE,MOIRA|Keane Moira; NOVOTNY,JAN|Novotny Jan; QUIGLEY,SEAN|Quigley Sean; SANDOVAL,ROSA|Sandoval Rosa;
OKAFOR,CHIDI|Okafor Chidi
"""
FURTHER = kinds_written(WRITTEN)
