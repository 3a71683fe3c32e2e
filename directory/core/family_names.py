"""Family names that tell in which order a name is written."""

# Family names that are written first in Korean, Chinese and Vietnamese; the commonest, by the censuses of these
# countries. The last lines have more of Vietnam, those of Hong Kong and Taiwan as they are spelled there, but for given
# names, and more of Korea.
WRITTEN_FIRST = """
an ahn bae baek bai bui cai cao chae chang chen cheng cho choi chu chun cui dai dang deng ding dinh do dong du
duan duong fan fang feng fu gao gong gu guo ha han hao he ho hoang hong hou hu huang huynh hwang im jang jeon
jeong ji jia jiang jin jo joo jung kang kim kong ko ku kwak kwon lai lam le lee lei li lian liang liao lim lin
ling liu long lu luo luong ly ma mai meng min mo nam ngo nguyen ni no noh oh pan park peng pham phan qian qin
qiu ren ryu seo shao shen shi shim shin son song su suh sun tan tang tian tran trinh truong vo vu wan wang wei
wen woo wu xia xiao xie xiong xu xue yan yang yao ye yi yim yin yoo yoon you yu yuan yun zeng zhang zhao zheng
zhong zhou zhu zou
chau dao doan kieu luu nghiem phung quach ta thach thai to trieu vuong
cheung chow chiu fok fong fung kwan kwok lau leung lui mak mok ng poon shek szeto tsang tse tsui wong yau yeung yip
chiang chien chou chuang hsieh hsu kao kuo lien lo shih sung teng tsai tsao tseng yeh yen
bang cha chon hahn heo huh hur koo nah paik pak pyo rhee sohn uhm um yeo
ruan sheng tao weng zhan zuo
"""
FAMILY_FIRST = frozenset(WRITTEN_FIRST.split())

COMMON_IN_VIETNAMESE = """
bui cao chau dang dao dinh do doan dong duong ha ho hoang huynh lai lam le luong luu ly mai ngo nguyen pham phan phung
quach ta thach thai to tran trinh truong vo vu vuong
"""
VIETNAMESE = frozenset(COMMON_IN_VIETNAMESE.split())
