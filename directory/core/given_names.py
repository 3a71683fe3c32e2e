"""Given names that are used for each other: kept tables of American usage, and of immigrants' names."""

from enum import IntEnum
from functools import cache, lru_cache

# Each formal name, and what people are called by it. Only pairs that nobody takes for two: Bill is no Robert.
TABLE = """
abigail abby abbie gail; abraham abe; ada addie; adalberto beto; addison addie; adelaide addie; adeline addie;
adrienne addie; agnes aggie; agnieszka aga; alan al; albert al bert albie; alberto beto; alejandra alex ale; alejandro
alex ale jandro; aleksandar sasha aca aleks; aleksandra aleks; alexander alex sasha xander sandy alec sascha sandro;
alexandra alex sasha sandra sandy lexi alexa; alexandria alex lexi; alexis alex; alfonso poncho fonso; alfred al fred
alfie; alfredo alfie fredo; alicia licha; allison allie ally ali; alvin al; alyssa aly lyssa; amanda mandy; amelia
millie mellie; ana anita; anastasia stacy stacey nastia; anastasios tasos; anatoly tolya; andrea andy; andreas andi;
andrew andy drew; andrzej andy jedrek; angela angie; angelica angie; angelina angie; ann annie; anna annie anya
anushka; annette annie; anthony tony ant; antoinette toni nettie; antonina tonya; antonio tony nino tonino tonio tono;
apostolos tolis; archibald archie; arkady arkasha; armando mando; arnold arnie arn; arnoldo noldo; arthur art artie;
athanasios thanasis; august gus augie; augusta gus; augustine gus; augustus gus augie; avraham avi avrumi; barbara
barb barbie babs basia; barbora bara; barnabas barney; bartholomew bart; beatrice bea trixie; beatriz bea; benedict
ben bennie; benjamin ben benny benji bennie; bernadette bernie detta; bernadine bernie; bernard bernie barney; bertha
bertie; bertram bert; bethany beth; beverly bev; binyamin benny; boris borya; bradford brad; bradley brad; bridget
bridie biddy; brittany britt; calvin cal; cameron cam; camille cami cammie; candace candy candi; carlos carlitos
charlie; carmela mela; caroline carrie caro; carolyn carrie caro; cassandra cassie; catalina cata; catherine cathy
cate kate cat katie kathe trina kit; cecilia cissy cece; cedric ced; celestino tino; charlene charlie; charles charlie
chuck chas chaz; charlotte lottie charlie char lotte; cheryl cher; chester chet; christian chris; christina chris
chrissy tina christy crissy; christine chris chrissy tina christy kristy chrissie; christopher chris topher kit;
clement clem; clementine clem; clifford cliff; clinton clint; concepcion concha conchita; constance connie;
constantine gus; consuelo chelo; cordelia delia cordy; cornelia nelia; cornelius corny; courtney court; cristina cris
tina; crystal chris crys; cuauhtemoc temo; curtis curt; cynthia cindy cyndi; daniel dan danny danilo; danielle dan
danny dani; danuta danka; daphne daph; david dave davey davy dudi; deborah deb debbie debby debra debbi; debra deb
debbie debby; demetrios jimmy jim; dennis denny; dimitrios jim jimmy mitsos; dmitri dima mitya; dolores lola dee
lolita; domenico mimmo; domingo mingo; dominic dom nick; dominick dom nick; donald don donnie donny; dorothea dot
dottie dory; dorothy dot dottie dolly dory; douglas doug; duncan dunc; edgar ed eddie; edith edie; edmund ed eddie
ned; eduardo lalo eddie edu; edward ed eddie ned ted teddy eddy; edwin ed eddie eddy win; edwina ed eddie; efthimios
tim; ekaterina katya kate; eleanor ellie nora nell elle; elena lena; eleni lena; elias eli; eliezer lazer elie; elijah
eli; eliyahu eli; elizabeth liz lizzie beth betty betsy eliza libby lisa bess elisa lizzy lisbeth elsie; elzbieta ela;
emanuel manny; emilio milo; emily em emmy emmie; emmanuel manny; enrique quique kike; ernest ernie; ernestine ernie;
ernesto neto ernie; esmeralda esme; esperanza espe; esteban steve; estefania fani; esther essie; eugene gene; eusebio
chebo; evangeline evie; evangelos vangelis angelo; evelyn evie; evgenia zhenya; evgeny zhenya; ezekiel zeke; federica
fede; federico fede rico; ferdinand ferdie; fernanda fer; fernando nando; filippo pippo; fitzgerald fitz; florence flo
flossie florrie; frances fran frannie francie frankie; francesca franca frankie; francesco frank; francis frank fran
frankie; francisca paca paquita fran; francisco paco pancho frank paquito cisco kiko; franciszek franek; franklin
frank frankie; frederica freddie; frederick fred freddie rick fritz freddy; gabriel gabe gabby; gabriela gaby gabi;
gabrielle gaby gabby gabi; gaetano tano guy; galina galya; genevieve gene gen; gennady gena; gennaro jerry; geoffrey
geoff jeff; george georgie; georgina georgie gina; georgios giorgos yorgos; gerald gerry jerry gerrie; geraldine gerry
gerri; gerard gerry jerry; gerardo jerry lalo; gerasimos makis; gertrude trudy gertie; gideon gid; gilbert gil;
gilberto beto gil; giovanni gianni nanni nino vanni; giuseppe beppe peppe pino; graciela chela; gregorio goyo; gregory
greg gregg; griffin griff; griffith griff; grigory grisha; grzegorz grzesiek greg; guadalupe lupe lupita; guillermo
memo willie; guinevere gwen; gustavo gus tavo; gwendolyn gwen; gwyneth gwen; harold hal harry; harriet hattie;
harutyun harry; harvey harv; hector tito; heinrich heinz heiner; helen nell nellie; henrietta etta hattie hettie;
henry hank harry hal; herbert herb bert; heriberto beto; hilario layo; hiroyuki hiro; hortensia tencha; hovhannes hovo
hovik; howard howie; hubert bert; humberto beto; ignacio nacho iggy; ignatius iggy; immanuel manny; ioannis yannis
giannis; irina ira; irving irv; isaac ike izzy; isabel izzy isa bella chabela ibby; isabella bella izzy; isadora izzy;
isidore izzy; israel izzy; itzhak itzik; jacinto chinto; jacob jake; jacqueline jackie; jadwiga jadzia; jaime jimmy
jim; jakub kuba; james jim jimmy jamie; janet jan; janice jan; janine jan; jasmine jas jazz; javier javi; jean
jeannie; jeanette jeannie; jedidiah jed; jeffrey jeff jeffie; jennifer jen jenny jenn jenni; jeremiah jerry jem;
jeremy jerry jem; jerome jerry; jerzy jurek; jesse jess; jessica jess jessie; jesus chuy chucho; joachim jochen; joan
joanie; joann jo; joanna jo asia joanie; joanne jo joanie; joaquin quino; johanna jo; johannes hans hannes; john jack
johnny johnnie; jonathan jon jonny; jorge coque; jose pepe chepe che; josef sepp; josefina pina fina chepina josie;
joseph joe joey jos; josephine josie jo joe; joshua josh; josiah joe; juan juanito juancho; juanita nita; judith judy
judi jude; julia jules; julian jules; juliet jules; julius jules; karapet garo; katarzyna kasia; katherine kathy kate
katie kat kathie kay kitty kit kath katya trina katy; kathleen kathy kate katie kath katy; kathryn kathy kate katie
kat katy; katrina kat trina; kazimierz kazik kaz; kelvin kel; kendall ken; kenichiro ken; kenji ken; kenneth ken
kenny; kevin kev; kimball kim; kimberly kim kimmy; kirsten kirsty; konstantin kostya; konstantinos kostas gus costas
dino; kristin kris kristy; kristina kris kristy tina; krystyna krysia; krzysztof krzysiek kris; lancelot lance; larisa
lara; lavinia vinnie; lawrence larry laurie lawrie; leonard leo len lenny; leonardo leo; leonid lenya; leonidas leo;
leonora leo; leopold leo; leslie les; lester les; leticia lety letty; letitia letty tish; lev lyova; lewis lew; lidia
lida; lillian lily lil lilly; lincoln linc; linda lin lindy; lindsay lin; lionel leo; lorenzo enzo renzo; loretta
retta; lorraine lori; louis lou louie; louisa lou; louise lou; lourdes lulu; lucia lucy; lucille lucy lu; lucinda
cindy lucy; luigi gigi gino; luis lucho luisito; luz lucha; lynette lyn; lyubov lyuba; lyudmila luda lyuda mila;
maciej maciek; mackenzie mac; madeline maddie; madison maddie; magdalena magda lena leni; maksim max; malcolm mal mac;
malgorzata gosia; manuel manny manolo; marcella marcy; marcelo chelo; marcia marcy; marcus marc mark; margaret peggy
maggie meg peg marge margie margo madge; margarita rita margo maga; maria masha mari; marianne mari; maribel mari;
maricela mari chela; marjorie marge margie; martha marty patty; martin marty; martina tina; marvin marv; mary molly
polly; mateusz mati; matilda tilly; matthew matt mattie matty; maureen mo; maurice morris maury moe; maxim max;
maximilian max maxi; maximiliano max; maxine max; maxwell max; mehmet memo; melanie mel; melinda mindy; melissa missy
mel lissa; melvin mel; menachem mendel mendy; mercedes meche merche; meredith merry; michael mike mick mickey mikey
micky; michaela micki mike; michelle shelly micki; miguel mike migue; mikhail misha; mildred millie; millicent millie;
milton milt; minerva minnie; miranda randi mira; miriam mimi; miroslav mirek mirko; mitchell mitch; mohammed mo;
monica moni; montgomery monty; mordechai motti; mortimer mort; morton mort; moses moe; moshe moe moish; nadezhda
nadya; nancy nan nance; natalia natasha nata; natalie nat nattie; natan nate; nathan nate; nathaniel nate nathan nat
natty; natividad nati; nicholas nick nicky nico nicko nik; nicolas nico; nicole nicki nikki nick nic colie; nicolette
nikki; nikhil nik; nikita nick; nikolai kolya nick; nikolaos nikos nick; norbert bert norb; norberto beto; norman
norm; octavia tavia; octavio tavo; olga olya; oliver ollie; olivia liv livvy olly ollie; oscar ozzie; oswald ozzie oz;
pamela pam pammie; panagiotis panos takis pete; pasquale pat lino; patrice pat; patricia pat patty tricia trish patsy
paty; patrick pat paddy; pauline polly; pavel pasha; penelope penny; percival percy; peregrine perry; peter pete;
philip phil pip; philippa pippa; phyllis phyl; pilar pili; piotr piotrek; polina polya; priscilla cilla; prudence pru
prue; pyotr petya; quentin quint; rachel rae rach shelly; rafael rafa rafi; rafaela rafa; raffaele lello; ramon
moncho; ramona mona; randall randy; randolph randy; raul rulo; raymond ray; raymundo mundo; rebecca becky becca beck
reba; refugio cuca; regina gina reggie; reginald reggie reg; reuben rube; rhonda ronnie; ricarda rici; ricardo rick
ricky rico; richard rick dick rich ricky richie dickie; robert bob bobby rob robbie bert robby bobbie; roberta bobbie
robbie bob; roberto beto rob bob bobby robby; roderick rod; rodion rodya; rodney rod; rodolfo rudy fito; rodrigo rod;
roger rodge; roland rollie; rolando rolo; ronald ron ronnie ronny; rosalie rosie; rosalind roz; rosalinda rosie;
rosalyn roz; rosamund roz; rosario charo; rosaura rosie; roseanne rosie; rosemarie rosie; rosemary rosie; rostislav
slava; roxanne roxie roxy; ruben benny; rudolf rudi rudy; rudolph rudy; russell russ rusty; ruth ruthie; salvador sal
chava; salvatore sal turi; samantha sam sammie sammy; samson sam; samuel sam sammy sammie; sandeep sandy; sandra
sandy; santiago santi; sarah sally sadie sallie; scott scotty; sebastian seb basti bastian; semyon syoma; sergei
seryozha serge; sergio checo; seymour sy; sharon shari; sheldon shel; shinichiro shin; shirley shirl; shlomo shloimy;
shmuel shmulik; shoshana shosh; siddharth sid; sidney sid; sigmund sig ziggy; silas si; silvia sylvie; simon si;
socorro coco; sofia sonya; soledad sole; solomon sol solly; sophia sophie; spencer spence; spyridon spiros spyros;
srinivas srini vas; stanislav stas; stanislaw staszek stan; stanley stan; stavros steve; stefania stefa stefcia;
stefanie steffi; stephanie steph stevie steffi; stephen steve stevie steph; steven steve stevie; stuart stu;
subramanian subbu; susan sue susie suzy suzie susi; susana susie; suzanne sue suzy suzie suzi; svetlana sveta lana;
svyatoslav slava; sylvester sly; sylvia syl sylvie; tabitha tabby; tadeusz tadek ted tad; tamara tammy; tatiana tanya;
teodoro teo; teofilo teo; terence terry; teresa terry tess terri tere tessa terrie; terrence terry; tessa tess;
thaddeus thad tad; theodora theo teddy; theodore ted teddy theo; theodoros theo ted; theresa terry tess terri tessa;
thomas tom tommy thom; tiffany tiff; timothy tim timmy timo; tobias toby tobi; tomas tommy; tomasz tomek tom; trevor
trev; ulrich uli; ulrike ulli; ursula uschi ulla; urszula ula; valentin val; valentina val; valentine val; valeria
lera; valerie val; valery valera; vanessa nessa nessie; vasilios bill billy; vasily vasya; venkatesh venkat; veronica
ronnie roni vero nica; veronika nika; vicente chente vince; victor vic; victoria vicky vickie tori vic; viktor vitya;
vincent vince vinny vin; vincenzo enzo; violet vi; virginia ginny ginger ginnie; vitaly vitya vitalik; vivian viv;
vivienne viv; vladimir vova volodya vlad; vladislav vlad; vojtech vojta; vyacheslav slava; wallace wally; walter walt
wally; wendell wen; wesley wes; wilbur will; wilfred will; wilfredo fredo; wilhelm willi willy; wilhelmina billie
willa minnie; willard will; william bill billy will willie liam willy; winifred winnie freddie win; wladyslaw wladek;
wojciech wojtek; wolfgang wolf; woodrow woody; xavier xavi; yaakov yanki yankel; yaroslav slava; yefim fima; yehoshua
shuki; yehuda yudi; yekaterina katya; yolanda yoli yoly yola; yosef yossi yoss; yuliya yulya; yuri yura; yvonne evie;
zachariah zach zack zac; zachary zach zack zac zak; zbigniew zbyszek; zebulon zeb; zedekiah zed; zinaida zina; zofia
zosia
"""
# One name in several spellings, of which one person's papers may hold any.
SPELLINGS = """
aaron aharon aron; abdallah abdullah; abraham avraham avrohom; ahmad ahmed; aisha ayesha aysha; alan allan allen;
alastair alistair; aleksandr alexander alexandr oleksandr; aleksandra alexandra oleksandra; aleksei aleksey alexei
alexey; alison allison; anastasia anastasiya; anatoliy anatoly; andrei andrey andriy; ann anne; brian bryan; carl
karl; caitlin kaitlin kaitlyn katelyn; catherine cathryn katharine katherine kathryn; cathie cathy kathie kathy; chaim
haim; chava hava; chaya haya; cheri cherie sherri sherry; christina kristina; christopher kristopher; debbie debby;
debora deborah debra; demetrios dimitrios; dmitri dmitriy dmitry; ebrahim ibrahim; ekaterina yekaterina; eleanor
elinor; elena olena yelena; eliahu eliyahu; elisabeth elizabeth; eric erik; evangelos vangelos; evgenia evgeniya
yevgenia; evgeniy evgeny yevgeny; fatema fatima fatimah; gail gayle; galina halyna; gamal jamal; gennadiy gennady;
geoffrey jeffery jeffrey; gillian jillian; grigoriy grigory; chana hana hanna hannah; hasan hassan; hosein hossain
hossein husain hussain hussein; ioannis yiannis; iosif yosif; irina iryna; isadore isidore; isabel isobel; itzhak
yitzchak yitzhak; jacklyn jaclyn jacqueline jacquelyn; jeanie jeannie; jen jenn; jennie jenny; john jon; josef yosef;
julia yulia; kareem karim; katia katya; kelli kellie kelly; khadija khadijah; khaled khalid; kimberley kimberly;
kristen kristin; kristyna krystyna; ksenia kseniya xenia; laila layla leila leyla; laurence lawrence; laurie lori; lea
leah; lesley leslie; lilly lily; lindsay lindsey; liudmila ludmila lyudmila; lynn lynne; madeleine madeline madelyn;
marc mark; mariam maryam; megan meghan; michail mikhail mykhailo; michele michelle; mohamed mohammad mohammed
muhammad; moishe moshe; mostafa mustafa; nadezhda nadiya; natalia nataliya natalya; nicholas nicolas nikolas; nichole
nicole; nicki nicky nikki; nikolai nikolay; noor nour nur; oksana oxana; olga olha; omar umar; pavel pavlo; phil
phill; philip phillip; rachael rachel rahel; rafael raphael; rebecca rebekah; rosanne roseann roseanne; saeed saeid;
sameer samir; sara sarah; sean shaun shawn; sergei sergey serguei serhiy; sharon sharron; sheila shelagh; sofia
sophia; stacey stacy; stefanie stephanie; stephen steven; stewart stuart; susana susanna; susanne suzanne; svetlana
svitlana; tarek tareq tariq; tatiana tatyana tetiana; terence terrance terrence; teresa theresa; tracey tracy; vasili
vasiliy vasily; viacheslav vyacheslav; vicki vickie vicky; victor viktor; vivian vivien; waleed walid; yaakov yakov;
yasmeen yasmin yasmine; yousef youssef yousuf yusuf; yuri yuriy yury; zachary zachery zackary; zahra zahrah; zainab
zaynab zeinab
"""

# Short for another name in the table, and as often a name by itself: a mother is Elizabeth, her daughter Lisa.
OWN = """
alexa annie bella elisa elsie enzo gail gino hans joy kirsty lara lena liam lisa lori lucy luke marc margo mark mila
milo morris natasha nico nora renzo rita sandra sonya sophie stacey stacy sylvie tessa
"""
NAMES_OF_THEIR_OWN = frozenset(OWN.split())

# What immigrants are called in English, as their children may be by birth.
ABROAD = """
aikaterini catherine kathy; alejandro alexander alex; anastasios tom; andre andrew andy; andrei andrew andy; andres
andrew andy; andrzej andrew; antoine anthony tony; antonio anthony; athanasios tom; carlos charles; caterina catherine
kathy; christos chris; diego james; dmitri jim; dorota dorothy; eduardo edward; ekaterina catherine; eleni helen;
eliahu elijah; elzbieta elizabeth; enrique henry; ernesto ernest; esteban stephen steve; etienne stephen steve;
evgenia eugenia; evgeny eugene gene; felipe philip phil; francisco francis; francois francis frank; franz frank;
friedrich frederick fred; georgios george; georgy george; giacomo james; giorgio george; giovanni john johnny;
giuseppe joseph joe; grigory gregory greg; grzegorz gregory; guillaume william bill; guillermo william bill; hakob
jacob jack; harutyun harry; heinrich henry; hovhannes john; iakovos jacob jack; ioannis john johnny; itzhak isaac;
jacques jack james; jerzy george; joao john johnny; johann john; jorge george; jose joseph joe; juan john johnny;
katarzyna catherine kathy; krzysztof christopher chris; leonid leo; lorenzo lawrence larry; luigi louis lou; luis
louis lou; lukasz lucas; lyudmila lucy; malgorzata margaret maggie; marco mark; marcos mark; mateo matthew matt;
mateusz matthew matt; matteo matthew matt; michel michael mike; miguel michael mike; mikhail michael mike; misha
michael mike; moshe moses; nikolai nicholas nick; nikolaos nicholas; pablo paul; panagiotis peter; paolo paul;
patricio patrick pat; pavel paul; pawel paul; pedro peter pete; philippe philip phil; pierre peter pete; pietro peter
pete; piotr peter pete; pyotr peter pete; ricardo richard rick; rivka rebecca becky; roberto robert bob; semyon simon
sam; sergei serge; shlomo solomon sol; shmuel samuel sam; spyridon spiro; stanislaw stanley stan; stanislawa stasia;
stefano stephen steve; stefanos stephen steve; stepan stephen steve; tadeusz thaddeus ted; theodoros theodore ted;
tomas thomas tom; tomasz thomas tom; vasilios basil william; vasily basil bill; vicente vincent vince; vincenzo
vincent vince; wilhelm william bill; yaakov jacob jack; yefim jeff; yosef joseph joe; yuri george; zhanna jane
"""


class Likeness(IntEnum):
    """How two given names that are not the same may be one."""

    NONE = 0
    FORMS = 1  # both are short for one formal name (Bob and Rob), or one is also a name of its own (Lisa, John)
    NICKNAME = 2  # one is short for the other: Bob and Robert
    SPELLING = 3  # Catherine and Katherine


@cache
def _spellings() -> dict[str, str]:
    """The first of the spellings of a name, by each of them."""
    return {name: line.split()[0] for line in SPELLINGS.split(";") for name in line.split()}


@cache
def _formal_names(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in table.split(";"):
        formal, *short = line.split()
        for name in (formal, *short):
            found.setdefault(_spelled(name), set()).add(_spelled(formal))
    return {name: frozenset(formal) for name, formal in found.items()}


@cache
def _used_abroad() -> set[frozenset[str]]:
    """Each name of ABROAD with each English one for it."""
    lines = (line.split() for line in ABROAD.split(";"))
    return {frozenset((_spelled(formal), _spelled(name))) for formal, *names in lines for name in names}


def _spelled(name: str) -> str:
    return _spellings().get(name, name)


@lru_cache(1 << 14)
def formal_names(name: str) -> frozenset[str]:
    """The formal names (folded) that a folded given name may stand for, itself among them, each in one spelling for
    all: "kate" → catherine, …
    """
    return _formal_at_home(name) | _formal_names(ABROAD).get(_spelled(name), frozenset())


def _formal_at_home(name: str) -> frozenset[str]:
    """The same without those abroad: Sam and Simon are two, though immigrants called Semyon take either."""
    return _formal_names(TABLE).get(_spelled(name), frozenset()) | {_spelled(name)}


@cache
def _called_so() -> dict[str, frozenset[str]]:
    """Every name of the tables that one formal name may be written as, by it."""
    found: dict[str, set[str]] = {}
    for line in TABLE.split(";"):
        for name in line.split():
            found.setdefault(_spelled(line.split()[0]), set()).add(name)
    for name, spelled in _spellings().items():
        found.setdefault(spelled, set()).update((name, spelled))
    return {formal: frozenset(names) for formal, names in found.items()}


def used_for(name: str) -> frozenset[str]:
    """The folded given names that somebody called by this one may be listed by: "bob" → robert, roberta, rob …"""
    return frozenset().union(*(_called_so().get(formal, ()) for formal in formal_names(name)))


def is_given_name(name: str) -> bool:
    """Whether this folded name is a given name of the tables. Many that they do not have are given names too."""
    return _spelled(name) in _formal_names(TABLE) or _spelled(name) in _formal_names(ABROAD) or name in _spellings()


@lru_cache(1 << 14)  # the same few thousand pairs of names come again and again
def likeness(one: str, other: str) -> Likeness:
    """How two folded given names may be one: Bob and Robert, Bob and Rob, Steven and Stephen; not Bob and Bill."""
    if _spelled(one) == _spelled(other):
        return Likeness.SPELLING
    ours, theirs = formal_names(one), formal_names(other)
    if _spelled(one) in theirs or _spelled(other) in ours:
        may_be_two = {one, other} & NAMES_OF_THEIR_OWN or frozenset((_spelled(one), _spelled(other))) in _used_abroad()
        return Likeness.FORMS if may_be_two else Likeness.NICKNAME
    return Likeness.NONE if _formal_at_home(one).isdisjoint(_formal_at_home(other)) else Likeness.FORMS
