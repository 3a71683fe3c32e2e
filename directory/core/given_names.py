"""Given names that are used for each other: a kept table of American usage, a line for each formal name."""

from functools import cache

# Formal name: what people are called by it. Only pairs that nobody takes for two names: Bill is no Robert.
TABLE = """
abigail abby abbie
abraham abe
albert al bert
alexander alex sasha xander sandy alec
alexandra alex sasha sandra sandy lexi alexa
alfred al fred
allison allie ally
amanda mandy
andrew andy drew
angela angie
anthony tony
antonio tony
arthur art artie
barbara barb barbie babs
benjamin ben benny benji
bernard bernie
beverly bev
bradley brad
caroline carrie
catherine cathy cate kate cat katie
charles charlie chuck chas
charlotte lottie
christina chris chrissy tina christy
christine chris chrissy tina christy
christopher chris topher kit
clifford cliff
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie debby debra
debra deb debbie debby
dennis denny
dolores lola
donald don donnie donny
dorothy dot dottie dolly
douglas doug
edward ed eddie ned ted teddy
eleanor ellie nora nell
elizabeth liz lizzie beth betty betsy eliza libby lisa bess elisa
emily em emmy
eugene gene
evelyn evie
florence flo
frances fran frannie francie
francis frank fran
francisco paco pancho frank
franklin frank
frederick fred freddie rick
gabriel gabe
gabrielle gaby gabby
geoffrey geoff jeff
gerald gerry jerry
gregory greg
guadalupe lupe
harold hal harry
henry hank harry
howard howie
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny jenn
jeremiah jerry
jeremy jerry
jessica jess jessie
jesus chuy
joanna jo
john jack johnny
jonathan jon jonny
jose pepe
joseph joe joey
joshua josh
joyce joy
judith judy judi
katherine kathy kate katie kat kathie kay kitty
kathleen kathy kate katie kath
kathryn kathy kate katie
kenneth ken kenny
kimberly kim kimmy
kristin kris kristy
kristina kris kristy tina
lawrence larry laurie
leonard leo len lenny
leslie les
lillian lily lil
linda lin lindy
louis lou louie
louise lou
lucille lucy
madeline maddie
marcus marc mark
margaret peggy maggie meg peg marge margie
martha marty patty
martin marty
matthew matt
maurice morris
maximilian max
melissa missy mel lissa
michael mike mick mickey mikey
michelle shelly micki
mildred millie
mitchell mitch
nancy nan
natalie nat
nathaniel nate nathan nat
nicholas nick nicky
nicole nicki nikki
norman norm
olivia liv livvy
pamela pam
patricia pat patty tricia trish patsy
patrick pat paddy
peter pete
philip phil
priscilla cilla
rachel rae
randall randy
raymond ray
rebecca becky becca
reginald reggie
richard rick dick rich ricky richie
robert bob bobby rob robbie bert
roberta bobbie robbie
roger rodge
ronald ron ronnie
rosemary rosie
russell russ
ruth ruthie
salvatore sal
samantha sam sammie
samuel sam sammy
sandra sandy
sarah sally sadie
sharon shari
solomon sol
stanley stan
stephanie steph stevie
stephen steve stevie
steven steve stevie
stuart stu
susan sue susie suzy
suzanne sue suzy
sylvia syl
tabitha tabby
tamara tammy
teresa terry tess terri
terrence terry
theodore ted teddy theo
theresa terry tess terri
thomas tom tommy
timothy tim timmy
valerie val
vanessa nessa
veronica ronnie roni
victor vic
victoria vicky vickie tori
vincent vince vinny
virginia ginny ginger
vivian viv
walter walt
wesley wes
william bill billy will willie liam
yvonne evie
zachary zach zack
"""


@cache
def _formal_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in TABLE.split("\n"):
        names = line.split()
        for name in names:
            found.setdefault(name, set()).add(names[0])
    return {name: frozenset(formal) for name, formal in found.items()}


def formal_names(name: str) -> frozenset[str]:
    """The formal names (folded) that a folded given name may stand for, itself among them: "kate" → catherine, …"""
    return _formal_names().get(name, frozenset()) | {name}


def is_given_name(name: str) -> bool:
    """Whether this folded name is a given name of the table. Many that it does not have are given names too."""
    return name in _formal_names()


def may_be_one_given_name(one: str, other: str) -> bool:
    """Whether two folded given names are the same, or one is used for the other: Bob and Robert; not Bob and Bill."""
    if one == other:
        return True
    ours, theirs = _formal_names().get(one, frozenset()), _formal_names().get(other, frozenset())
    return one in theirs or other in ours or bool(ours & theirs)
