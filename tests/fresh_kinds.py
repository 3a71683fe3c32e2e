"""The kinds of fresh_pairs.py: one person or two, by, shared and name of each, and whom they name."""

from fresh_pairs import Kind

WRITTEN = """
= two r PA a daughter of her mother's name, with a family name more
REYES,MARIA|Maria Reyes Ortega; SOTO,CARMEN|Carmen Soto Vidal; LUNA,ROSA|Rosa Elena Luna Prado;
BLOOM,HANNAH|Hannah Bloom-Katz; FROST,JULIA|Julia Frost Hale; MEYER,ANNA|Anna Meyer Lindt;
PEREZ,LUZ|Luz Perez de Castro; KLEIN,SARAH|Sarah Klein-Roth; DIAZ,ELENA|Elena Diaz Mora;
WARD,GRACE|Grace Ward Ellison; COSTA,BIANCA|Bianca Costa Ramos; VEGA,INES|Ines Vega Solis;
HOLT,CLARA|Clara Holt-Dunne; PRICE,NORA|Nora Price Yates; STEIN,RUTH|Ruth Stein Adler
= two t XPA father and son, one Jr., two numbers
HARDY,WALTER|Walter Hardy Jr.; OCHOA,JOSE|Jose Ochoa, Jr; LINDQVIST,CARL|Carl Lindqvist II;
BRANDT,OTTO|Otto Brandt III; NASH,FRANK|Frank Nash Jr; DUNN,PETER|Peter Dunn Jr.; GALLO,MARCO|Marco Gallo II;
HOYT,DEAN|Dean Hoyt Jr.; KIRBY,NEIL|Neil Kirby, Jr., L.Ac.; LUTZ,KARL|Karl Lutz 2nd; MOSS,HENRY|Henry Moss III;
NOVAK,IVAN|Ivan Novak Jr.; OTIS,RAY|Ray Otis, II; PYLE,GUY|Guy Pyle Jr; QUINN,SEAN|Sean Quinn Jr.
= two r PA siblings at one clinic, given names that begin alike
PARK,JIN|Jina Park; CHO,DANIEL|Danielle Cho; HAHN,PAUL|Paula Hahn; ROSSI,MARIO|Maria Rossi; IVANOV,ALEX|Alexa Ivanov;
HSU,ERIC|Erica Hsu; KANG,MIN JI|Min Jun Kang; LAM,CARL|Carla Lam; MEHTA,NEEL|Neela Mehta;
NOLAN,PATRICK|Patricia Nolan; OH,SUN YOUNG|Sun Mi Oh; PHAM,ANH|Anh Thu Pham; RIZZO,GINO|Gina Rizzo;
SETO,KEN|Kendra Seto; TAM,JOAN|Joanna Tam
= two r PA husband and wife with one initial
HALE,ROBERT|Ruth Hale; BECK,THOMAS|Theresa Beck; COLE,JAMES|Jane Cole; DIETZ,MARK|Mary Dietz;
EARL,STEVEN|Stephanie Earl; FALK,LEE|Leah Falk; GORE,DAVID|Diana Gore; HESS,CHRIS|Christa Hess; INGE,ALAN|Alana Inge;
JUDD,SAMUEL|Samantha Judd; KNOX,GABRIEL|Gabriela Knox; LANG,ERIK|Erika Lang; MINK,JEAN|Jeanette Mink;
NIX,FRANCIS|Frances Nix; ORR,DANA|Dane Orr
= two t X namesakes in two states' numbers, another city
KIM,JOHN|John Kim; LEE,DAVID|David Lee; CHEN,WEI|Wei Chen; SMITH,ANNE|Anne Smith; JONES,MARY|Mary Jones;
WANG,LI|Li Wang; NGUYEN,LAN|Lan Nguyen; GARCIA,ANA|Ana Garcia; BROWN,LISA|Lisa Brown; ZHANG,MIN|Min Zhang;
LIU,YAN|Yan Liu; TRAN,HOA|Hoa Tran; DAVIS,AMY|Amy Davis; HUANG,MEI|Mei Huang; PATEL,RAJ|Raj Patel
= two r PA names alike at one clinic's telephone
CHEN,MEI LIN|Mei Ling Cheng; LI,XIAO|Xiao Lin; WU,JING|Jin Wu; ZHOU,YAN|Yang Zhou; KIM,SOO|Soon Kim;
SATO,YUKI|Yuko Sato; LIN,HUI|Hui Ling; TANG,FEN|Feng Tang; YU,HUA|Huan Yu; CHAN,KA|Ka Chang; SONG,MIN|Ming Song;
LU,PING|Pin Lu; HO,LING|Lin Ho; CAO,YI|Ying Cao; XU,LAN|Liang Xu
= two t NS a spreadsheet whose NPIs have slipped by a row
ABEL,ADA|Boris Brill; BRILL,BORIS|Cora Cruz; CRUZ,CORA|Dov Drake; DRAKE,DOV|Effie Egan; EGAN,EFFIE|Fritz Flood;
FLOOD,FRITZ|Gwen Gates; GATES,GWEN|Hugo Hart; HART,HUGO|Ivy Innes; INNES,IVY|Jorge Jara; JARA,JORGE|Kira Kemp;
KEMP,KIRA|Lars Lowe; LOWE,LARS|Mona Marsh; MARSH,MONA|Nils Nye; NYE,NILS|Opal Oakes; OAKES,OPAL|Ada Abel
= two t L a spreadsheet whose license numbers have slipped by a row
ADLER,AGNES|Bruno Bass; BASS,BRUNO|Cleo Crane; CRANE,CLEO|Dirk Doyle; DOYLE,DIRK|Elsa Estes; ESTES,ELSA|Faye Finch;
FINCH,FAYE|Gil Grant; GRANT,GIL|Hope Hurst; HURST,HOPE|Ian Isles; ISLES,IAN|June Jett; JETT,JUNE|Kurt Kane;
KANE,KURT|Lena Lyle; LYLE,LENA|Milo Moon; MOON,MILO|Nell North; NORTH,NELL|Otto Olin; OLIN,OTTO|Perl Pace
= two b LC revoked: another first name under one number
ARNOLD,AMY|Arnold,Beth,,; BURKE,BEN|Burke,Carl,,; CASEY,CATE|Casey,Dora,,; DOBBS,DALE|Dobbs,Earl,,;
ELLIS,EVE|Ellis,Fern,,; FOLEY,FINN|Foley,Glen,,; GREER,GAIL|Greer,Hope,,; HAYES,HAL|Hayes,Ivan,,;
IRWIN,IDA|Irwin,June,,; JOYCE,JAY|Joyce,Karl,,; KELLY,KAY|Kelly,Lynn,,; LLOYD,LEN|Lloyd,Marc,,; MOODY,MAE|Moody,Nan,,;
NOBLE,NED|Noble,Owen,,; OWENS,ORA|Owens,Pam,,
= two b XC revoked: the same name, another number of the state
PAIGE,PETE|Paige,Pete,,; QUIRK,QUIN|Quirk,Quin,,; RHODES,RITA|Rhodes,Rita,,; SHARP,SAUL|Sharp,Saul,,;
TROTT,TESS|Trott,Tess,,; UPTON,URI|Upton,Uri,,; VANCE,VERA|Vance,Vera,,; WELLS,WADE|Wells,Wade,,;
YOUNGER,YOLA|Younger,Yola,,; ZELLER,ZEKE|Zeller,Zeke,,; ALLARD,ANN|Allard,Ann,,; BOYLE,BART|Boyle,Bart,,;
COYNE,CORA|Coyne,Cora,,; DEVLIN,DAN|Devlin,Dan,,; EMERY,ELLA|Emery,Ella,,
= two b DC revoked: a digit mistyped, father and son
FARR,GENE|Farr,Gene,,Jr; GILL,HANK|Gill,Hank,,Sr; HULL,IRA|Hull,Ira,,II; IVES,JACK|Ives,Jack,,III;
JOST,KIM|Jost,Kim,,Jr; KERN,LEO|Kern,Leo,,Jr; LORD,MAX|Lord,Max,,Sr; MAYS,NICK|Mays,Nick,,Jr; NUNN,OLE|Nunn,Ole,,II;
OGG,PAT|Ogg,Pat,,Jr; PELL,ROY|Pell,Roy,,Jr; RUSK,SID|Rusk,Sid,,Sr; SCHMIDT,TED|Schmidt,Ted,,Jr; TATE,VIC|Tate,Vic,,Jr;
UHL,WES|Uhl,Wes,,III
= one t LP married name, the number kept
BAKER,OLIVIA|Olivia Thornton; CURRY,PENNY|Penny Underwood; DRAPER,QUEENA|Queena Vaughan; ESPY,RENEE|Renee Whitlock;
FINK,SONIA|Sonia Yarrow; GRAY,TARA|Tara Zimmer; HOGAN,URSULA|Ursula Abbott; IRBY,VALERIE|Valerie Bishop;
JEWELL,WENDY|Wendy Chandler; KEITH,YVONNE|Yvonne Dalton; LEARY,ZELDA|Zelda Easton; MABRY,ALICE|Alice Fulton;
NEARY,BRENDA|Brenda Gilmore; OLDS,CELIA|Celia Hampton; PECK,DELIA|Delia Ingram
= one t LA hyphens and two family names, the number kept
GARCIA LOPEZ,EVA|Eva García-López; RUIZ,PAOLA|Paola Ruiz-Montes; SMITH-JONES,KARA|Kara Jones;
OLIVEIRA SANTOS,JOANA|Joana Santos; TORRES,LUCIA|Lucia Torres Gil; KOHN-WEISS,DEBORAH|Deborah Kohn Weiss;
FRANK,IRIS|Iris Frank-Lowell; MORA VEGA,PILAR|Pilar Mora; ST CLAIR,NADIA|Nadia St. Clair-Webb;
DE SOUZA,CLARISSA|Clarissa Desouza; FITZ GERALD,MOIRA|Moira Fitzgerald; LE BLANC,SIMONE|Simone LeBlanc;
VAN DYKE,GRETA|Greta Vandyke; MAC LEOD,FIONA|Fiona MacLeod; O BRIEN,KEELIN|Keelin O'Brien
= one r PA family name first, one telephone and address
NGUYEN,MAI,THI|Nguyen Thi Mai; PARK,JI WON|Park Ji-Won; KIM,HYUN JOO|Kim Hyunjoo; ZHANG,XIAOLI|Zhang Xiao Li;
CHOI,EUN-JUNG|Choi Eun Jung; TRAN,VAN HUNG|Tran Van Hung; LI,QINGYUN|Li Qing Yun; HWANG,SEUNG HEE|Hwang Seung-hee;
PHAM,THUY LINH|Pham Thuy Linh; WANG,GUOQIANG|Wang Guo-Qiang; YOON,MI KYUNG|Yoon, Mi Kyung; LE,QUOC BAO|Le Quoc Bao;
JEONG,DA-EUN|Jeong Daeun; CHEUNG,KWOK WAI|Cheung Kwok-Wai; LIANG,RUIFEN|Liang, Rui Fen
= one r PA maiden name in parentheses
BRANDT,ANNIKA|Annika (Kowalski) Brandt; HOBBS,LAUREL|Laurel Hobbs (Steele); PIKE,MARIN|Marin (née Dahl) Pike;
RUDD,TESSA|Tessa Rudd (formerly Vance); SAGE,OLGA|Olga (Petrov) Sage; TULL,JOY|Joy (Kwan) Tull;
VOSS,EDIE|Edie Voss (Marsh); WEIR,CAROL|Carol (Huynh) Weir; YORK,BETSY|Betsy (Long) York;
ZORN,ADELE|Adele Zorn (nee Gray); ASHE,RONA|Rona (Bell) Ashe; BYRD,SHEILA|Sheila Byrd (Cho);
CLEGG,UNA|Una (formerly Ross) Clegg; DYER,VIOLA|Viola (Ames) Dyer; EPPS,WILLA|Willa Epps (was Storm)
= one r PA letters and titles inside the name
ARDEN,FELIX|Dr. Felix Arden DACM LAc Dipl OM; BOONE,GILDA|GILDA BOONE, MSOM, LAC; CRISP,HOMER|Homer Crisp L. Ac.;
DOVER,INGRID|Ingrid Dover, Ph.D., L.Ac.; EMORY,JONAH|Jonah Emory AP DOM; FABER,KELDA|Ms Kelda Faber MAc;
GOODE,LINUS|Goode, Linus, LAc, MS; HYDE,MYRA|Myra Hyde RN, L.Ac.; INSKO,NOEL|Noel Insko (L.Ac.);
JARVIS,ODETTE|Odette Jarvis - Licensed Acupuncturist; KEMPER,PERCY|Mr. Percy Kemper, Dipl.Ac. (NCCAOM);
LUND,QUILLA|Dr Quilla Lund, DAOM, LAc, FABORM; MAPES,ROLF|rolf mapes lac; NEFF,SYBIL|Sybil Neff , L.AC.;
OAKS,THEO|Theo Oaks D.Ac
= one r PA nicknames, one telephone and address
CARTER,WILLIAM|Bill Carter; DALY,MARGARET|Peggy Daly; EVANS,ROBERT|Robert "Bob" Evans; FLYNN,ELIZABETH|Liz Flynn;
GROSS,EDWARD|Ted Gross; HAAS,KATHERINE|Kate Haas; IRONS,ANTHONY|Tony Irons; JUNG,CHRISTOPHER|Chris Jung;
KRAUS,DOROTHY|Dottie Kraus; LOMAX,ALEXANDRA|Sasha Lomax; MCCOY,JAMES|Jim McCoy; NOYES,REBECCA|Becky Noyes;
OSTER,RICHARD|Rick Oster; POTTS,SUSAN|Susie Potts; RAINES,THOMAS|Tommy Raines
= one t LC an initial before or after, the number kept
SADLER,JOHN,ROBERT|J. Robert Sadler; TABOR,ROBERT|J. Robert Tabor; UNGER,MARY,ELLEN|Mary E. Unger;
VAIL,ROSS,T|Ross Vail; WICK,ANNA,LOUISE|A. Louise Wick; YAGER,LOUIS|L. Yager; ZINN,GRETCHEN|G Zinn;
ALCOTT,ETHEL,M|Ethel May Alcott; BRAUN,DIETER|D. Braun; COYLE,BRIDGET,ANN|Bridget A Coyle; DRURY,SIMON|Simon P. Drury;
EATON,HELEN|H. Eaton; FRYE,OSCAR,JAY|O. J. Frye; GAGE,STELLA|Stella Q Gage; HICKS,MARVIN|M. Hicks
= one t TPA two digits of the number swapped, all else equal
IMHOFF,ABBY|Abby Imhoff; JANSEN,BRAM|Bram Jansen; KEOGH,CIARA|Ciara Keogh; LOTT,DWIGHT|Dwight Lott;
MERTZ,EMIL|Emil Mertz; NORDIN,FREYA|Freya Nordin; OVERBY,GRANT|Grant Overby; PRUITT,HAZEL|Hazel Pruitt;
QUAID,IGOR|Igor Quaid; ROTH,JUDITH|Judith Roth; STARK,KNUT|Knut Stark; THORN,LILA|Lila Thorn; ULLOA,MATEO|Mateo Ulloa;
VIERA,NEVA|Neva Viera; WOLFE,OWEN|Owen Wolfe
= one r PA a practice's name beside the person's
AMATO,CLAIRE|Claire Amato dba Healing Tree; BISHOP,DARIUS|Darius Bishop - Lotus Clinic;
CONTI,ELISA|Elisa Conti, Heron Acupuncture LLC; DREW,FLORA|Flora Drew / Stillpoint;
EBERT,GUNNAR|Gunnar Ebert d/b/a River Needle; FOSS,HEIDI|Heidi Foss (Sparrow Wellness);
GARZA,ISMAEL|Ismael Garza DBA Garza Acupuncture; HEATH,JASMINE|Jasmine Heath | Moon Gate;
IBSEN,KASPAR|Kaspar Ibsen c/o North Clinic; JONAS,LYDIA|Lydia Jonas at Willow House; KNAPP,MARTIN|Martin Knapp, Owner;
LEBER,NICOLA|Nicola Leber: Pine Spring Acupuncture; MORAN,OONA|Oona Moran, Director;
NAGEL,PETRA|Petra Nagel @ Five Rivers; ODELL,RUBEN|Ruben Odell, The Point Clinic
= one t LPA accents, umlauts and slips, the number kept
MUELLER,HELGA|Helga Müller; PENA,RAMON|Ramón Peña; SORENSEN,KIRSTEN|Kirsten Sørensen; GOETZ,JUERGEN|Jürgen Götz;
NUNEZ,BELEN|Belén Núñez; HALLORAN,DEIRDRE|Deirdre Haloran; SCHAEFER,UWE|Uwe Schäfer; KOWALCZYK,MARTA|Marta Kowalcyzk;
ABERNATHY,STEPHEN|Steven Abernathy; CASTANEDA,ILIANA|Iliana Castañeda; DUBOIS,HELENE|Hélène Dubois;
WISNIEWSKI,PAWEL|Pawel Wisnewski; GRUENWALD,ANNELIESE|Annelise Grünwald; RODRIGUEZ,MARISOL|Marisol Rodrigues;
FAUCHEUX,ODILE|Odile Faucheaux
= one r PA generation written in two ways
ASTOR,JOHN,,III|John Astor 3rd; BLISS,HENRY,,JR|Henry Bliss Jr; COPE,DAVID,,JR.|Cope Jr., David;
DOANE,ELI,,II|Eli Doane II; ELDER,FRED,,SR|Fred Elder, Sr.; FERRIS,GUS,,IV|Gus Ferris IV;
GLASS JR,HUGH|Hugh Glass, Jr., L.Ac.; HOYLE,IRVIN,,JR|Irvin Hoyle Junior; IDE,JESSE,,III|Ide III, Jesse;
JOLLY,KENNETH,,JR|Ken Jolly Jr.; KRAMER,LLOYD,,SR|Lloyd Kramer Sr; LYNDE,MORRIS,,2ND|Morris Lynde II;
MAHER,NEAL,,JR|Neal Maher, Jr; NEWELL,OTIS,,III|Otis Newell, III; OPIE,PHILIP,,JR|Phil Opie, Jr.
= two r PA a daughter of her mother's name, with a family name between
ORTEGA,MARIA|Maria Reyes Ortega; VIDAL,CARMEN|Carmen Soto Vidal; PRADO,ROSA|Rosa Luna Prado;
KATZ,HANNAH|Hannah Bloom Katz; HALE,JULIA|Julia Frost Hale; LINDT,ANNA|Anna Meyer Lindt;
CASTRO,LUZ|Luz Perez de Castro; ROTH,SARAH|Sarah Klein Roth; MORA,ELENA|Elena Diaz Mora;
ELLISON,GRACE|Grace Ward Ellison; RAMOS,BIANCA|Bianca Costa Ramos; SOLIS,INES|Ines Vega Solis;
DUNNE,CLARA|Clara Holt Dunne; YATES,NORA|Nora Price Yates; ADLER,RUTH|Ruth Stein Adler
= two t NS a spreadsheet sorted by last name whose NPIs have slipped by a row
BAEK,ALVIN|Bonnie Baek; BAEK,BONNIE|Cyrus Baek; BAEK,CYRUS|Della Baek; BAEK,DELLA|Ernie Baek; BAEK,ERNIE|Alvin Baek;
FARIA,ALDO|Berta Faria; FARIA,BERTA|Ciro Faria; FARIA,CIRO|Dora Faria; FARIA,DORA|Enzo Faria; FARIA,ENZO|Aldo Faria;
TRINH,ALICE|Binh Trinh; TRINH,BINH|Cuc Trinh; TRINH,CUC|Dat Trinh; TRINH,DAT|Ella Trinh; TRINH,ELLA|Alice Trinh
= two b 0LC revoked: the same name and city, no number in the register
AGEE,PETE|Agee,Pete,,; BOND,RITA|Bond,Rita,,; CLAY,SAUL|Clay,Saul,,; DOSS,TESS|Doss,Tess,,; EDDY,URI|Eddy,Uri,,;
FORD,VERA|Ford,Vera,,; GRIM,WADE|Grim,Wade,,; HURD,YOLA|Hurd,Yola,,; IRISH,ZEKE|Irish,Zeke,,; JAY,ANN|Jay,Ann,,;
KERR,BART|Kerr,Bart,,; LUSK,CORA|Lusk,Cora,,; MOTT,DAN|Mott,Dan,,; NEAL,ELLA|Neal,Ella,,; OATES,FINN|Oates,Finn,,
= two t OL one number in two states
KIM,PAUL|Paul Kim; LEE,SUSAN|Susan Lee; CHEN,YING|Ying Chen; SMITH,JANE|Jane Smith; JONES,MARK|Mark Jones;
WANG,JUN|Jun Wang; NGUYEN,THU|Thu Nguyen; GARCIA,LUIS|Luis Garcia; BROWN,KAREN|Karen Brown; ZHANG,WEN|Wen Zhang;
LIU,FANG|Fang Liu; TRAN,MINH|Minh Tran; DAVIS,LAURA|Laura Davis; HUANG,BO|Bo Huang; PATEL,NINA|Nina Patel
= one t NC an American name beside the one in the register, one NPI
KIM,YOUNG HEE|Grace Kim; LEE,SANG WOO|Daniel Lee; CHEN,XIAOMEI|Amy Chen; WANG,JIANGUO|Jack Wang;
LIN,SHU FEN|Sophie Lin; PARK,EUN JI|Jenny Park; TRAN,THI HONG|Rose Tran; CHO,MIN SEOK|Peter Cho; WU,LIHUA|Lily Wu;
HAN,JI YEON|Joyce Han; SONG,KYUNG AE|Esther Song; ZHAO,PENG|Kevin Zhao; YANG,HUI|Helen Yang; DO,VAN TAM|Tommy Do;
LIU,CHUNYAN|Spring Liu
= one r PC moved within the city, the telephone number kept
AMES,LOIS|Lois Ames; BARD,MYLES|Myles Bard; CLINE,NOREEN|Noreen Cline; DODD,OMAR|Omar Dodd; ELLER,PRIYA|Priya Eller;
FRISK,QUENTIN|Quentin Frisk; GARVEY,ROISIN|Roisin Garvey; HOBART,SIGRID|Sigrid Hobart; INMAN,TOBIAS|Tobias Inman;
JELLISON,UMA|Uma Jellison; KITT,VIOLET|Violet Kitt; LASKY,WANDA|Wanda Lasky; MERCER,XENIA|Xenia Mercer;
NIXON,YURI|Yuri Nixon; OWSLEY,ZOE|Zoe Owsley
= one t FL the number in other writings
ABBEY,LUCAS|Lucas Abbey; BLYTHE,MAREN|Maren Blythe; CORTEZ,NESTOR|Nestor Cortez; DAHL,OLINE|Oline Dahl;
EWING,PRESTON|Preston Ewing; FULLER,QUIANA|Quiana Fuller; GIBBS,ROSCOE|Roscoe Gibbs; HOLM,SOLVEIG|Solveig Holm;
ISAACS,TALIA|Talia Isaacs; JEPSON,UDO|Udo Jepson; KRUSE,VALDA|Valda Kruse; LUNDY,WALKER|Walker Lundy;
MINTER,XAVIER|Xavier Minter; NESS,YNGVE|Yngve Ness; OSBORN,ZARA|Zara Osborn
"""


def _kind(text: str) -> Kind:
    head, _, names = text.partition("\n")
    persons, by, shared, name = head.split(" ", 3)
    return Kind(name, persons == "one", by, shared, names)


def kinds_written(text: str) -> tuple[Kind, ...]:
    """The kinds in a text like WRITTEN."""
    return tuple(map(_kind, text.strip().removeprefix("= ").split("\n= ")))


KINDS = kinds_written(WRITTEN)
