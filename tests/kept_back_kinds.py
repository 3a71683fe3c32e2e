"""The kinds of kept_back_pairs.py: one person or two, by, shared, standing and name of each, and whom they name."""

WRITTEN = """
= one t LC CLEAR a number of Florida as another clerk writes it
BECERRA,ODALYS|Odalys Becerra|n=AP3012>3012; HOLCOMBE,WARREN|Warren Holcombe|n=AP3013>AP 3013; LINARES,YVETTE|Yvette
Linares|n=AP3014>ap-3014; PRESCOTT,HUGO|Hugo Prescott|n=AP3015>AP0003015; STANHOPE,CLEMENT|Clement
Stanhope|n=AP3016>FL AP3016; TREMBLAY,ODETTE|Odette Tremblay|n=AP3017>Lic# AP-3017; WHITACRE,DOREEN|Doreen
Whitacre|n=AP3018>0003018
= one r PA CLEAR particles that one source leaves out
DA SILVA,LUANA|Luana Silva; DE LA CRUZ,IMELDA|Imelda Cruz; EL MASRI,RANIA|Rania Al-Masri; ABDEL RAHMAN,TAREK|Tarek
Abdelrahman; BEN AMI,SHIRA|Shira Benami; DEL ROSARIO,NENITA|Nenita Rosario
= one t LP CLEAR a family name cut off by a narrow column
KRISHNAMURTHY,ANJALI|Anjali Krishnamurt; WICKRAMASINGHE,DILANI|Dilani Wickramasin; PAPADIMITRIOU,ELENI|Eleni
Papadimitri; VENKATARAMANI,SUJATA|Sujata Venkatarama; CHRISTODOULOU,MARIOS|Marios Christodoul
= one t LP CLEAR Kaur, Singh and initials of India
GILL,HARPREET,KAUR|Harpreet Kaur; SINGH,GURDEEP|Gurdeep Singh Dhillon; KAUR,SIMRAN|Simran Kaur Brar; REDDY,VENKATA
RAMANA|Venkata R. Reddy; SUBRAMANIAN,PRIYA|Priya Subramaniam
= one r P CLEAR names of the Philippines
REYES,MARIA CORAZON|Ma. Corazon Reyes; BAUTISTA,MARIA TERESA|Ma Teresa Bautista; AQUINO,MA LOURDES|Maria Lourdes
Aquino; MAGSINO,MARY GRACE|Mary Grace D. Magsino; DIMACULANGAN,JOSE MARI|Jose Mari Dimaculangan
= one t LA CLEAR a first family name in the column of middle names
LOPEZ,ANA,GARCIA|Ana Garcia Lopez; GARCIA,LUZ,M|Luz M. Garcia Perez; PEREZ-ROJAS,IVETTE|Ivette Perez;
MOLINA,DIEGO,ANDRES|Diego A Molina Ruiz; NIETO VARGAS,PAZ|Paz N. Vargas
= one r A CLEAR streets of Florida as people write them
ANDERS,GRETCHEN|Gretchen Anders|a=1450 US HIGHWAY 41 N>1450 US-41 North; BOWDEN,LESTER|Lester Bowden|a=900 STATE ROAD
7 STE 12>900 S.R. 7, #12; CASTLE,MINERVA|Minerva Castle|a=22 COUNTY ROAD 210 W>22 CR-210 West;
DRUMMOND,ALISTAIR|Alistair Drummond|a=3001 N TAMIAMI TRL UNIT B>3001 North Tamiami Trail, Unit B;
EVERHART,JOLENE|Jolene Everhart|a=1 SE 3RD AVE STE 1500>One S.E. Third Avenue #1500; FARNSWORTH,CYRIL|Cyril
Farnsworth|a=5 MLK JR BLVD>5 Dr. Martin Luther King Jr. Boulevard; GOSSETT,RAMONA|Ramona Gossett|a=77 CAMINO REAL BLDG
C>77 Camino Real, Building C; HENDRY,ROSALIND|Rosalind Hendry|a=410 ST LUCIE CIR>410 Saint Lucie Circle;
INGRAHAM,DELBERT|Delbert Ingraham|a=88 FT KING ST>88 Fort King Street
= one r A CLEAR cities of Florida as people write them
JERNIGAN,MAUDE|Maude Jernigan|c=PT ST LUCIE>Port Saint Lucie/34952; KINCAID,ROLLO|Rollo Kincaid|c=FT LAUDERDALE>Fort
Lauderdale/33301; LATHAM,BRYONY|Bryony Latham|c=MT DORA>Mount Dora/32757; MCCRORY,TEAGAN|Teagan McCrory|c=W PALM
BEACH>West Palm Beach/33401; NETTLES,COLBY|Colby Nettles|c=N MIAMI BEACH>North Miami Beach/33160
= one r PC CLEAR a telephone number with more around it
OSGOOD,HARRIET|Harriet Osgood|p={} ext. 4; PERKINS,ALDEN|Alden Perkins|p=1-{}; RADCLIFFE,MYRTLE|Myrtle Radcliffe|p=+1
{}; SEVERSON,KNUTE|Knute Severson|p={} x2; TILLMAN,OPHELIA|Ophelia Tillman|p=Office: {}, fax 813-555-0198
= one t L CLEAR apostrophes of many tongues
KEALII,NOELANI|Noelani Keali‘i; OSHAUGHNESSY,BRIDGET|Bridget O’Shaughnessy; DANGELO,PAOLA|Paola D`Angelo; N
GUESSAN,KOFFI|Koffi N'Guessan; LHEUREUX,MIREILLE|Mireille L'Heureux
= one r P CLEAR an American and a Korean given name, of which one is left out
KIM,GRACE EUNHYE|Grace Kim; PARK,DAVID SUNGHO|David S. Park; LEE,SUNG HO DAVID|Sung Ho Lee; CHOI,HANNAH,Y|Hannah Yuna
Choi; SHIN,EUNICE JIWON|Eunice J. Shin
= one t LC CLEAR Vietnamese names of four words
NGUYEN,LOAN,KIM THI|Nguyen Thi Kim Loan; TRAN,NGOC LAN,THI|Tran Thi Ngoc Lan; LE,HOANG NAM|Nam Hoang Le; PHAN,BICH,T
N|Phan T. N. Bich; VO,DUC HUY|Huy Duc Vo
= one r PA CLEAR double given names and initials
BERGMAN,ANNE MARIE|Annemarie Bergman; TILLEY,BOBBY JOE|Bobby-Joe Tilley; HIGGS,MARY LOU|Marylou Higgs; STROUD,JOHN
PAUL|John-Paul Stroud; COLLIER,T J|T.J. Collier; BANKS,R LEE|R. Lee Banks
= one r PA CLEAR initials for both given names, no number
LEFEVRE,JEAN PIERRE|J.P. Lefevre; OUELLETTE,ANNE MARIE|A.M. Ouellette
= one b LC SUSPENDED number and full name, written otherwise
NUNEZ,BELKIS|Núñez,Belkis,,; SMITH JONES,CLEA|Smith-Jones,Clea,,; OBRIEN,DARA|O'Brien,Dara,,; MCDONALD,EWAN|Mc
Donald,Ewan,,; FOWLER,GRETA,MAE|Fowler,Greta,,; HOLLOWAY,INEZ|Holloway,Inez,M,; KIM,SOO JIN|Kim,Soojin,,; TRAN,MY
LINH|Tran,My-Linh,,; ROE,ALDO,,JR|Roe,Aldo,,Jr.
= one b QLC PROBATION number and full name, no NPI
Marisela Ibanez|Ibanez,Marisela,,; Dorian Whitfield, L.Ac.|Whitfield,Dorian,,; Thea St. Onge|St Onge,Thea,,; Priscilla
Ann Yoder|Yoder,Priscilla,A,; Ulises Quintero|Quintero,Ulises,,
= one b Q0A CLEAR name and whole address, no NPI and no number
Leocadia Brandt|Brandt,Leocadia,,; Fitzroy Marchetti|Marchetti,Fitzroy,,; Anneke Poulsen|Poulsen,Anneke,,; Tobiah
Greenwald|Greenwald,Tobiah,,; Rosamund Achebe|Achebe,Rosamund,,
= one r QP CLEAR moved with the telephone number, no NPI
Wilhelmina Castellano|Wilhelmina Castellano; Ephraim Dunleavy|Ephraim Dunleavy; Saskia Oyelaran|Saskia Oyelaran;
Bartholomew Finch|Bart Finch; Calliope Anagnos|Calliope Anagnos, AP
= one t LA CLEAR a generation in another column
HARRIS III,LEON|Leon Harris 3rd; WATTS,CALVIN JR|Calvin Watts Jr.; MOYE,ELI,,JUNIOR|Eli Moye, Jr; TEAGUE,ROY,JR|Roy
Teague Jr; PETTIGREW,AMOS,,II|Amos Pettigrew 2nd
= one t LP CLEAR a maiden name as middle name or its initial
FOSTER,ELLEN,B|Ellen Bryce Foster; SMYTHE,JANE,DOE|Jane Doe-Smythe; HECHT,MIRIAM,LEVY|Miriam Levy;
OTT,PAULA,NEFF|Paula N. Ott; BLANKENSHIP,DAWN,R|Dawn Rutledge Blankenship
= one t L CLEAR names of Arabic, Hebrew and Urdu as two hands write them
ALHADDAD,NOOR|Noor Al-Haddad; GOLDFARB,CHAYA|Haya Goldfarb; EISENBERG,YITZCHAK|Isaac Eisenberg; BUKHARI,SYED|Sayed
Bukhari; QURESHI,MUHAMMAD ASIF|Asif Qureshi; KHALIL,MOHD|Mohammed Khalil
= one x NA CLEAR excluded under the NPI and the name, or one changed by marriage
VANDERHOOF,IRIS|Vanderhoof,Iris,,; CRUTCHFIELD,BASIL,T|Crutchfield,Basil,,; PENHALLOW,ENID|Penhallow,Enid,M,;
OXLEY,DELPHINE|Marchbanks,Delphine,,
= two b XA REVOKED father and son at one house, only the board tells Jr.
HOLMQUIST,ARVID|Holmquist,Arvid,,Jr; TRUJILLO,ERNESTO|Trujillo,Ernesto,,Jr; BOATWRIGHT,CLYDE|Boatwright,Clyde,,III;
DELACROIX,REMY|Delacroix,Remy,,II; MUNGER,HOLLIS|Munger,Hollis,,Jr
= two b DA SUSPENDED twins, names a letter or two apart, numbers one apart
SORRELL,KAYLA|Sorrell,Kaylee,,; PINKNEY,HAYDEN|Pinkney,Jayden,,; QUESADA,MARLA|Quesada,Marlo,,;
RUTLAND,TINA|Rutland,Gina,,; STAVROS,ARIEL|Stavros,Uriel,,
= two t NXA CLEAR the spouse under one's NPI, with another number
BROCKMAN,ADAM|Nadia Brockman; CASTANON,RUBEN|Lourdes Castanon; DEVEREAUX,PIERCE|Camille Devereaux;
FENWICK,GORDON|Audrey Fenwick; HALVORSEN,TROND|Birgit Halvorsen
= two b G REVOKED the digits of another state's number, one full name
CHEN,WEI|Chen,Wei,,; KIM,JENNIFER|Kim,Jennifer,,; NGUYEN,TUAN|Nguyen,Tuan,,; MILLER,JAMES|Miller,James,,;
WILSON,KAREN|Wilson,Karen,,
= two b TA REVOKED father and son in one house, digits of their numbers swapped
APPLEGATE,SILAS|Applegate,Silas,,; BENAVIDES,RAMIRO|Benavides,Ramiro,,; CUTHBERT,NEVILLE|Cuthbert,Neville,,;
DOUGHERTY,FERGUS|Dougherty,Fergus,,; ECHEVERRIA,JULIAN|Echeverria,Julian,,
= two b TC SUSPENDED digits swapped, another given name of that initial
FARRELL,MOLLY|Farrell,Myra,,; GILLESPIE,OWEN|Gillespie,Otto,,; HUTCHINS,PAIGE|Hutchins,Petra,,;
JACOBSEN,RALF|Jacobsen,Rune,,; KETTERING,SYLVIA|Kettering,Stella,,
= two b 0A DECEASED the dead father at one house, no number in the register
LEDBETTER,HIRAM|Ledbetter,Hiram,,; MONTGOMERY,ASA|Montgomery,Asa,,; NAKAMURA,KENJI|Nakamura,Kenji,,;
OSTROWSKI,CASIMIR|Ostrowski,Casimir,,; PFEIFFER,LOTHAR|Pfeiffer,Lothar,,
= two b LA REVOKED the other generation's number
RIDGEWAY,JOHN,,SR|Ridgeway,John,,Jr; SALDIVAR,LUIS,,JR|Saldivar,Luis,,Sr; THACKER,DALE,,II|Thacker,Dale,,III;
UPCHURCH,HENRY,,III|Upchurch,Henry,,IV; VALENTINE,MARK,,JR|Valentine,Mark,,II
= two b LA SUSPENDED he and she under one number
MORAN,PATRICK|Moran,Patricia,,; BRANDT,CHRISTIAN|Brandt,Christine,,; WOLFORD,ALEXANDER|Wolford,Alexandra,,;
HALEY,ROBERT|Haley,Roberta,,; VICKERY,DANIEL|Vickery,Danielle,,; ROSENTHAL,SAM|Rosenthal,Samantha,,
= two r PA CLEAR brothers and sisters with one first word of their names
RAHIMI,MOHAMMAD ALI|Mohammad Reza Rahimi; KARZAI,ABDUL AZIZ|Abdul Karim Karzai; SURYANI,NUR AINI|Nur Hayati Suryani;
RAO,SRI LAKSHMI|Sri Devi Rao; GAUTHIER,JEAN LUC|Jean-Marc Gauthier
= two r PA CLEAR Korean siblings who share the last syllable
LEE,SOOMIN|Jimin Lee; KIM,HYEJIN|Yujin Kim; PARK,SEUNGHO|Minho Park; CHOI,EUNYOUNG|Soyoung Choi; JUNG,TAEHYUN|Dohyun
Jung
= two r PA CLEAR Singh and Kaur, husband and wife of one name
GILL,GURPREET,SINGH|Gurpreet Kaur Gill; SANDHU,MANDEEP,KAUR|Mandeep Singh Sandhu; BRAR,AMANDEEP,SINGH|Amandeep Kaur
Brar; DHALIWAL,JASPREET,KAUR|Jaspreet Singh Dhaliwal
= two b LC REVOKED the same digits with another profession's letters
ASHTON,DAVID|Ashton,David,,|n=ME45671>AP45671; BLUM,RACHEL|Blum,Rachel,,|n=OS4567>AP4567;
CHANG,ALBERT|Chang,Albert,,|n=ME45673>AP45673; DOYLE,SHEILA|Doyle,Sheila,,|n=ARNP45674>AP45674;
EDELMAN,MARC|Edelman,Marc,,|n=CH4575>AP4575
= two r A CLEAR namesakes on two streets of one number
SMITH,DAVID|David Smith|a=45 1ST ST>45 1st Ave; JOHNSON,LINDA|Linda Johnson|a=200 NW 2ND CT>200 NW 2nd St;
BROWN,MICHAEL|Michael Brown|a=77 SE PALM WAY>77 SW Palm Way; LEE,SUSAN|Susan Lee|a=9 BAY BLVD>9 Bay Rd; WANG,LI|Li
Wang|a=610 E 7TH AVE>610 W 7th Ave
= two b QLC SUSPENDED another given name under one number, no NPI
Daniel Ruizdiaz|Ruizdiaz,Daniela,,; Joyce Abernethy|Abernethy,Joy,,; Marcus Lindell|Lindell,Marcia,,; Gene
Torvald|Torvald,Genevieve,,; Corey Bledsoe|Bledsoe,Corinne,,
= two b Q0A DELINQUENT expired: a namesake at one address, no NPI and no number
Ann Pomeroy|Pomeroy,Ann,,; Hector Villalobos|Villalobos,Hector,,; Wanda Kaczmarek|Kaczmarek,Wanda,,; Ty
Hanrahan|Hanrahan,Ty,,; Lila Mendelsohn|Mendelsohn,Lila,,
= two b QLA REVOKED the father's number on the son's row, no NPI
Tom Halloway Jr.|Halloway,Tom,,Sr; Rex Dillard III|Dillard,Rex,,II; Abe Cornwall, Jr.|Cornwall,Abe,,Sr; Saul Whitmer
II|Whitmer,Saul,,Sr
= two x NA CLEAR excluded: the spouse under one's NPI
TALMADGE,VICTOR|Talmadge,Lorraine,,; URIBE,CESAR|Uribe,Beatriz,,; VAUGHT,NOLAN|Vaught,Priya,,;
WEXLER,HAL|Wexler,Joan,,
= two x NC CLEAR excluded: somebody else's NPI
YARBOROUGH,ELSIE|Krantz,Milton,,; ZIMMERMAN,OTIS|Pacheco,Dolores,,; ALDERMAN,FAY|Ngo,Vincent,,
= two x A CLEAR excluded: a namesake at one address, no NPI
BAINBRIDGE,COLE|Bainbridge,Cole,,; CARRUTHERS,JUNE|Carruthers,June,,; DENNISON,LYLE|Dennison,Lyle,,
= two r PA CLEAR partners, one family name the beginning of the other
GRANT,LEE|Lee Grantham; ROSS,DANA|Dana Rossi; MARTIN,KELLY|Kelly Martinez; HART,JESSE|Jesse Hartman; PARK,JAMIE|Jamie
Parker; STEIN,ROBIN|Robin Steinberg
= two r PA CLEAR he and she by a short name of hers, one office
MORAN,PATRICK|Patty Moran; BELLAMY,ALEXANDER|Lexi Bellamy; KNOWLES,CHRISTOPHER|Chrissy Knowles; JESSUP,JOSEPH|Josie
Jessup; RAWLINS,HAROLD|Hallie Rawlins; TENNANT,WILLIAM|Billie Tennant; YARDLEY,GEORGE|Georgette Yardley
= two t LPA CLEAR two names a letter apart, or Jr. of another spelling, one number
SOTO,JAIME|Jamie Soto; PURCELL,JOHN|Jon Purcell Jr.; QUILLEN,MARIAN|Marina Quillen; ABELARD,ERIC|Erik Abelard II;
DANZIG,ALAN,,JR|Alan Danzig II
= two b DC REVOKED one sound in two spellings, numbers one apart
BENNETT,JON|Bennett,John,,; CURTIS,STEVEN|Curtis,Stephen,,; DAWSON,CATHY|Dawson,Kathy,,; EATON,ERIC|Eaton,Erik,,;
FULLER,SARA|Fuller,Sarah,,
= two b LA REVOKED nearly the full name under the number
MEYER,JON|Meyer,John,,; SOTO,JAIME|Soto,Jamie,,; PHAN,THANH|Phan,Thanh Thuy,,; PURCELL,JOHN|Purcell,Jon,,Jr;
OTTMAN,KRISTEN|Ottman,Kristin,,; KIM,SUN|Kim,S,,; BALLARD,MAY|Ballard,,,; ORDWAY,ELIZABETH|Ordway,Beth,,;
STANDISH,ROSE|Standish-Poole,Rose,,; WILLIAMSON,CARL|Williams,Carl,,
= one r PA CLEAR names with a title or a second practice
CORDOVA,ILSE|Sr. Ilse Cordova; DUFFY,REAGAN|Reagan Duffy A.P., P.A.; ESTRELLA,MILO|Estrella, Milo (AP)
= one t L CLEAR shortened and foreign given names, the number kept
FERREIRA,JOAO|John Ferreira; GUSTAFSSON,KARL|Carl Gustafsson; HERNANDEZ,JOSE LUIS|Pepe Luis Hernandez;
IWAMOTO,KENICHIRO|Ken Iwamoto; JANKOVIC,ALEKSANDRA|Aleks Jankovic; KOWALSKI,STANISLAWA|Stasia Kowalski;
MACHADO,FRANCISCA|Fran Machado
= one r PC CLEAR moved, and a name with more or less
OSTROM,BIRGITTE|Birgitte L. Ostrom; PALOMINO,TEOFILO|Teo Palomino; QUIST,ANNALISE|Anna Lise Quist; RASTOGI,VIDYA|Vidya
S Rastogi
= one t LC CLEAR a family name with a prefix written apart or a letter off
FITZSIMMONS,ORLA|Orla Fitz Simmons; OKEEFE,DERMOT|Dermot O Keefe; VANDERBILT,KAI|Kai Van Der Bilt; ST
GERMAIN,ELODIE|Elodie Saint-Germain; DELAROSA,XOCHITL|Xochitl De La Rosa; LEFEBVRE,GUY|Guy Lefevre;
SCHWARZ,HILDE|Hilde Schwartz
= one b LC REVOKED number and full name in another order or fields
PHAM,QUANG HUY|Pham,Quang,Huy,; CHOI,MIN-SEO|Choi,Min,Seo,; DE LEON,RAFAEL|Leon,Rafael,De,;
VILLARREAL,TOMAS,A|Villarreal,Tomas,Alberto,
= one b QLC DELINQUENT expired: number and full name, no NPI
Gwyneth Parrish-Boone|Parrish Boone,Gwyneth,,; Nguyen Thi Hoa|Nguyen,Hoa,Thi,; J. Carlos Mendez|Mendez,J Carlos,,
= one r A CLEAR a whole address and a whole name
ULRICH,JUTTA|Jutta Ulrich|a=12 W MAIN ST STE 2B>12 West Main Street, Suite 2-B; VASILE,DORU|Doru Vasile|a=PO BOX
40>P.O. Box 40; WYATT,EDNA|Edna Wyatt|a=100 2ND ST N>100 Second Street North; XAVIER,RUI|Rui Xavier|a=5050 OLD ST
AUGUSTINE RD>5050 Old Saint Augustine Road; YARROW,LEIF|Leif Yarrow|a=7 PLAZA REAL S # 300>7 Plaza Real South, Unit
300
= two b LC SUSPENDED another person under the number: first names that begin alike
ALVES,CARLA|Alves,Carlota,,; BRUNO,MARCO|Bruno,Marcos,,; COHEN,DANA|Cohen,Dan,,; DENG,LI|Deng,Liang,,;
ERDOS,PAL|Erdos,Paul,,; FOX,STEFAN|Fox,Stefanie,,; GUPTA,ANIL|Gupta,Anila,,; HORVAT,IVAN|Horvat,Ivana,,;
IONESCU,ION|Ionescu,Ioana,,
= two b LC REVOKED another family name under the number
JENSEN,KIRA|Olsen,Kira,,; KAPLAN,LEV|Kaplinsky,Lev,,; LARSEN,MIA|Larson,Mia,,; MENDES,RUI|Mendez,Rui,,;
NAGY,TIBOR|Nagi,Tibor,,
= two b XPA REVOKED sisters with one second family name
OCHOA REYES,LIDIA|Ochoa Reyes,Lilia,,; PAZ SOTO,INES|Paz Soto,Inez,,; QUIROZ DIAZ,ELSA|Quiroz Diaz,Elisa,,
= two r PA CLEAR cousins, one initial and one family name
RENNER,THOMAS,J|T. Renner; SAYLOR,MARIA,G|G. Saylor; TIERNEY,CLARE|C. Tierney
= two r PA CLEAR brother and sister, Slavic names
NOVAKOV,PETAR|Petra Novakov; SIMIC,BOJAN|Bojana Simic; TODOROV,IVO|Iva Todorov; PETROV,VALENTIN|Valentina Petrov;
KOSTIC,MILAN|Milana Kostic; ZORIC,DRAGAN|Dragana Zoric
= two t NXP CLEAR a partner's row under one's NPI, with another number
UNDERHILL,GRETA|Marcus Underhill; VOGEL,HANS|Petra Vogel; WINTERS,NOEL|Joy Winters
= two b 0LA SUSPENDED no number in the register, one house
YEAGER,CHUCK|Yeager,Charles,,; ZIMMER,ANNA|Zimmer,Anna,,; ABBOT,LEO|Abbot,Leo,,Jr
= two x C CLEAR excluded: a namesake in the town
ACKER,DON|Acker,Don,,; BIRD,ROSE|Bird,Rose,,
= two x NA CLEAR excluded: the other generation under the NPI
CROSS,PAUL,,SR|Cross Jr,Paul,,; DREYFUS,JEAN,,JR|Dreyfus Sr,Jean,,
"""
