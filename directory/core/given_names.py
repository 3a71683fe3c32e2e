"""Given names that are used for each other: kept tables of American usage, and of immigrants' names."""

from enum import IntEnum
from functools import cache, lru_cache

# Each formal name, and what people are called by it. Only pairs that nobody takes for two: Bill is no Robert.
TABLE = """
abigail abby abbie; abraham abe; agnes aggie; albert al bert; alejandra alex; alejandro alex; alexander alex sasha
xander sandy alec; alexandra alex sasha sandra sandy lexi alexa; alexis alex; alfonso poncho; alfred al fred; allison
allie ally; amanda mandy; amelia millie; anastasia stacy stacey nastia; anatoly tolya; andrea andy; andrew andy drew;
angela angie; anthony tony; antoinette toni nettie; antonio tony; armando mando; arnold arnie; arthur art artie;
august gus; augusta gus; augustus gus; avraham avi avrumi; barbara barb barbie babs basia; bartholomew bart; beatrice
bea trixie; beatriz bea; benedict ben; benjamin ben benny benji; bernard bernie; bethany beth; beverly bev; binyamin
benny; boris borya; bradford brad; bradley brad; calvin cal; cameron cam; candace candy; carmela mela; caroline
carrie; cassandra cassie; catherine cathy cate kate cat katie; cecilia cissy cece; charles charlie chuck chas;
charlotte lottie charlie; chester chet; christina chris chrissy tina christy; christine chris chrissy tina christy;
christopher chris topher kit; clifford cliff; clinton clint; concepcion concha conchita; constance connie; consuelo
chelo; curtis curt; cynthia cindy; daniel dan danny; danielle dan danny dani; david dave davey; deborah deb debbie
debby debra; debra deb debbie debby; dennis denny; dmitri dima mitya; dolores lola; domingo mingo; dominic dom; donald
don donnie donny; dorothy dot dottie dolly; douglas doug; edgar ed eddie; edmund ed eddie; eduardo lalo eddie; edward
ed eddie ned ted teddy; edwin ed eddie; edwina ed eddie; ekaterina katya; eleanor ellie nora nell; elena lena; eliyahu
eli; elizabeth liz lizzie beth betty betsy eliza libby lisa bess elisa; emily em emmy; enrique quique; ernest ernie;
ernesto neto; esther essie; eugene gene; evelyn evie; evgeny zhenya; fernanda fer; fernando nando; filippo pippo;
florence flo; frances fran frannie francie; francis frank fran; francisco paco pancho frank; franklin frank; frederick
fred freddie rick fritz; gabriel gabe; gabrielle gaby gabby; galina galya; genevieve gene gen; gennady gena; geoffrey
geoff jeff; georgios giorgos yorgos; gerald gerry jerry; geraldine gerry; gertrude trudy gertie; gilbert gil; giovanni
gianni nanni; giuseppe beppe peppe; graciela chela; gregorio goyo; gregory greg; grigory grisha; guadalupe lupe;
guillermo memo; gwendolyn gwen; harold hal harry; harriet hattie; helen nell; henry hank harry; herbert herb; hiroyuki
hiro; howard howie; ignacio nacho; ioannis yannis giannis; irina ira; irving irv; isaac ike; isabel izzy isa bella;
isabella bella izzy; itzhak itzik; jacob jake; jacqueline jackie; james jim jimmy jamie; janet jan; janice jan; javier
javi; jeanette jeannie; jeffrey jeff; jennifer jen jenny jenn; jeremiah jerry; jeremy jerry; jerome jerry; jesse jess;
jessica jess jessie; jesus chuy; joanna jo; johannes hans; john jack johnny; jonathan jon jonny; jose pepe; joseph joe
joey; josephine josie jo joe; joshua josh; joyce joy; juanita nita; judith judy judi; julian jules; katarzyna kasia;
katherine kathy kate katie kat kathie kay kitty kit; kathleen kathy kate katie kath; kathryn kathy kate katie; kenneth
ken kenny; kimball kim; kimberly kim kimmy; konstantin kostya; konstantinos kostas; kristin kris kristy; kristina kris
kristy tina; krzysztof krzysiek; lawrence larry laurie; leonard leo len lenny; leonardo leo; leonora leo; leopold leo;
leslie les; leticia lety; lillian lily lil; linda lin lindy; lorenzo enzo renzo; lorraine lori; louis lou louie;
louise lou; lucia lucy; lucille lucy; luigi gigi gino; lyubov lyuba; lyudmila luda lyuda mila; madeline maddie;
magdalena magda; malgorzata gosia; marcus marc mark; margaret peggy maggie meg peg marge margie; margarita rita; maria
masha; marjorie marge margie; martha marty patty; martin marty; martina tina; marvin marv; mary molly polly; matthew
matt; maureen mo; maurice morris; maximilian max maxi; maxine max; maxwell max; melinda mindy; melissa missy mel
lissa; melvin mel; mercedes meche; michael mike mick mickey mikey; michaela micki mike; michelle shelly micki; mikhail
misha; mildred millie; millicent millie; milton milt; miriam mimi; mitchell mitch; mordechai motti; nadezhda nadya;
nancy nan; natalia natasha; natalie nat; nathan nate; nathaniel nate nathan nat; nicholas nick nicky; nicole nicki
nikki nick; nicolette nikki; nikolai kolya; nikolaos nikos; norman norm; oliver ollie; olivia liv livvy; pamela pam;
patrice pat; patricia pat patty tricia trish patsy; patrick pat paddy; pauline polly; pavel pasha; penelope penny;
percival percy; peter pete; philip phil; philippa pippa; pilar pili; priscilla cilla; rachel rae; rafael rafa rafi;
ramona mona; randall randy; randolph randy; raymond ray; rebecca becky becca; reginald reggie; ricardo rick ricky;
richard rick dick rich ricky richie; robert bob bobby rob robbie bert; roberta bobbie robbie bob; roberto beto rob;
roderick rod; rodney rod; rodolfo rudy; rodrigo rod; roger rodge; ronald ron ronnie; rosalind roz; rosario charo;
rosemary rosie; rudolph rudy; russell russ; ruth ruthie; salvatore sal; samantha sam sammie; samuel sam sammy; sandra
sandy; santiago santi; sarah sally sadie; sebastian seb; sharon shari; sheldon shel; shlomo shloimy; shmuel shmulik;
sidney sid; solomon sol; stanislaw staszek; stanley stan; stephanie steph stevie; stephen steve stevie steph; steven
steve stevie; stuart stu; susan sue susie suzy; suzanne sue suzy; svetlana sveta lana; sylvia syl; tabitha tabby;
tamara tammy; tatiana tanya; teresa terry tess terri; terrence terry; thaddeus thad; theodora theo teddy; theodore ted
teddy theo; theresa terry tess terri; thomas tom tommy; timothy tim timmy; tobias toby; tomasz tomek; valentin val;
valentina val; valerie val; vanessa nessa; veronica ronnie roni; vicente chente; victor vic; victoria vicky vickie
tori vic; viktor vitya; vincent vince vinny; vincenzo enzo; virginia ginny ginger; vivian viv; vladimir vova volodya;
vyacheslav slava; wallace wally; walter walt; wesley wes; wilfred will; willard will; william bill billy will willie
liam; winifred winnie; wojciech wojtek; yaakov yanki yankel; yolanda yoli; yosef yossi; yvonne evie; zachary zach
zack; zbigniew zbyszek; zofia zosia
"""
# One name in several spellings, of which one person's papers may hold any.
SPELLINGS = """
abdallah abdullah; abraham avraham avrohom; ahmad ahmed; aisha ayesha aysha; alan allan allen; aleksandr alexander
alexandr oleksandr; aleksei aleksey alexei alexey; alison allison; anastasia anastasiya; anatoliy anatoly; andrei
andrey andriy; ann anne; brian bryan; caitlin kaitlin kaitlyn katelyn; catherine cathryn katharine katherine kathryn;
cathie cathy kathie kathy; chaim haim; christina kristina; christopher kristopher; debbie debby; debora deborah debra;
dmitri dmitriy dmitry; ebrahim ibrahim; ekaterina yekaterina; eleanor elinor; elena olena yelena; eliahu eliyahu;
elisabeth elizabeth; eric erik; evgenia evgeniya yevgenia; evgeniy evgeny yevgeny; fatema fatima fatimah; galina
halyna; gamal jamal; gennadiy gennady; geoffrey jeffery jeffrey; grigoriy grigory; hana hanna hannah; hasan hassan;
hosein hossain hossein husain hussain hussein; ioannis yiannis; iosif yosif; irina iryna; isabel isobel; itzhak
yitzchak yitzhak; jacklyn jaclyn jacqueline jacquelyn; jen jenn; jennie jenny; john jon; josef yosef; julia yulia;
kareem karim; katia katya; khadija khadijah; khaled khalid; kristen kristin; kristyna krystyna; ksenia kseniya xenia;
laila layla leila leyla; laurence lawrence; laurie lori; lea leah; lesley leslie; liudmila ludmila lyudmila; lynn
lynne; marc mark; mariam maryam; megan meghan; michail mikhail mykhailo; michele michelle; mohamed mohammad mohammed
muhammad; mostafa mustafa; nadezhda nadiya; natalia nataliya natalya; nicholas nicolas nikolas; nicki nicky nikki;
nikolai nikolay; noor nour nur; oksana oxana; olga olha; omar umar; pavel pavlo; phil phill; philip phillip; rachael
rachel rahel; rafael raphael; rebecca rebekah; saeed saeid; sameer samir; sara sarah; sean shaun shawn; sergei sergey
serguei serhiy; sharon sharron; sofia sophia; stacey stacy; stephen steven; susana susanna; susanne suzanne; svetlana
svitlana; tarek tareq tariq; tatiana tatyana tetiana; terence terrance terrence; teresa theresa; tracey tracy; vasili
vasiliy vasily; viacheslav vyacheslav; vicki vickie vicky; victor viktor; waleed walid; yaakov yakov; yasmeen yasmin
yasmine; yousef youssef yousuf yusuf; yuri yuriy yury; zahra zahrah; zainab zaynab zeinab
"""

# Short for another name in the table, and as often a name by itself: a mother is Elizabeth, her daughter Lisa.
OWN = """
alexa bella elisa enzo gino hans joy liam lisa lori lucy marc mark morris mila natasha nora renzo rita
sandra stacey stacy
"""
NAMES_OF_THEIR_OWN = frozenset(OWN.split())


class Likeness(IntEnum):
    """How two given names that are not the same may be one."""

    NONE = 0
    FORMS = 1  # both are short for one formal name (Bob and Rob), or the short one is also a name of its own (Lisa)
    NICKNAME = 2  # one is short for the other: Bob and Robert
    SPELLING = 3  # Catherine and Katherine


@cache
def _spellings() -> dict[str, str]:
    """The first of the spellings of a name, by each of them."""
    return {name: line.split()[0] for line in SPELLINGS.split(";") for name in line.split()}


@cache
def _formal_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in TABLE.split(";"):
        formal, *short = line.split()
        for name in (formal, *short):
            found.setdefault(_spelled(name), set()).add(_spelled(formal))
    return {name: frozenset(formal) for name, formal in found.items()}


def _spelled(name: str) -> str:
    return _spellings().get(name, name)


@lru_cache(1 << 14)
def formal_names(name: str) -> frozenset[str]:
    """The formal names (folded) that a folded given name may stand for, itself among them, each in one spelling for
    all: "kate" → catherine, …
    """
    return _formal_names().get(_spelled(name), frozenset()) | {_spelled(name)}


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
    return _spelled(name) in _formal_names() or name in _spellings()


def likeness(one: str, other: str) -> Likeness:
    """How two folded given names may be one: Bob and Robert, Bob and Rob, Steven and Stephen; not Bob and Bill."""
    if _spelled(one) == _spelled(other):
        return Likeness.SPELLING
    ours, theirs = formal_names(one), formal_names(other)
    if _spelled(one) in theirs or _spelled(other) in ours:
        return Likeness.FORMS if {one, other} & NAMES_OF_THEIR_OWN else Likeness.NICKNAME
    return Likeness.NONE if ours.isdisjoint(theirs) else Likeness.FORMS
