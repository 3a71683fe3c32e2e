"""What is said of files that are fetched, and of the servers that have them."""

from directory.core.i18n import N_

SAME = (
    N_("it names two files %(other)s. Give the table’s own https address."),
    N_("this is a web page, not a data file. The download probably failed; download it again."),
    N_("this is a web page, not a data file. Open it in a browser, and give the address of the file itself."),
    N_("it has more than %(limit)s, which no source of this directory has. Check the address."),
    N_("it has more than %(limit)s bytes, which no file of its kind has. Check the address."),
    N_("the server answered without a file (%(code)s). Try again later."),
    N_("the portal’s answers do not make one list; it may be changing it just now. Try again in an hour."),
    N_("it redirects where this program does not follow. %(refusal)s"),
    N_("there is no such file (%(code)s). Check the address; publishers often change it with each edition."),
    N_("the server is in trouble (%(code)s)."),
    N_("the download was cut off (%(sizes)s)."),
    N_("This is not a web address. Copy it from a browser's address bar; it begins with https:// and has no spaces."),
    N_("no user name or password may stand in an address. Take out all up to the @."),
    N_("its index names no list of providers."),
    N_("its index names %(count)s files, and no insurer has so many."),
    N_("none of the files that its index names can be read."),
    N_("No insurer of %(states)s is in the list: a state with a marketplace of its own has to be asked itself."),
    N_("The insurers of %(states)s have published nothing new."),
    N_("No insurer of %(states)s could be had, of %(count)s in the list. %(why)s"),
    N_("All that CMS lists is here, until %(day)s."),
    N_("The newest one is here, as of %(day)s."),
    N_("No open-data portal is known for %(state)s."),
    N_("The list of %(state)s last changed on %(day)s, and is here."),
    N_("the server sends less than %(bytes)s bytes a second."),
    N_("the download stalled: nothing came for %(seconds)s seconds."),
    N_("the server cannot be reached (%(reason)s)."),
    N_("the connection was cut off, or the answer was not in order."),
    N_("the download was cut off."),
    N_("the portal is still at work on its answer (202)."),
    N_("the portal’s answer is cut off or not in order."),
    N_("not asked for: this server failed before"),
)
OTHERWISE = {  # what a command says that would be of no use at a desk, and what the desk says
    "it has %(size)s, and the disk has room for %(room)s. Make room and start again.": N_(
        "it has %(size)s, and the disk has room for %(room)s. Ask whoever runs this server to make room."
    ),
    (
        "the server does not take this address any more (%(code)s), which was signed for a limited time. The list"
        " that names it signs it anew: give that list's https address, or download the list again, and import "
        "that."
    ): N_(
        "the server does not take this address any more (%(code)s), which was signed for a limited time. The "
        "list that names it signs it anew: give that list’s https address."
    ),
    "the server packs the file on the way (%(packing)s). Download the file with a browser and import it from disk.": N_(
        "the server packs the file on the way (%(packing)s). Download the file with a browser and give it "
        "from this computer."
    ),
    (
        "the portal has a newer list than it gives out yet. Try again in some hours. Download the file with a "
        "browser and import it from disk."
    ): N_(
        "the portal has a newer list than it gives out yet. Try again in some hours, or download the file "
        "with a browser and give it from this computer."
    ),
    (
        "the portal answers with %(answered)s, where %(wanted)s was asked for. Download the file with a browser "
        "and import it from disk."
    ): N_(
        "the portal answers with %(answered)s, where %(wanted)s was asked for. Download the file with a "
        "browser and give it from this computer."
    ),
    "the portal does not say when its list last changed. Download the file with a browser and import it from disk.": N_(
        "the portal does not say when its list last changed. Download the file with a browser and give it "
        "from this computer."
    ),
    "%(address)s dates its list %(day)s, a day that has not come. %(clock)s": N_(
        "%(address)s dates its list %(day)s, a day that has not come. Ask whoever runs this server whether "
        "its clock is right."
    ),
    (
        "no row of the list meets “%(where)s”. Nothing was imported, for nobody would be licensed any more. If "
        "the state has renamed the license, change [portal] and [types] in the state’s file in "
        "data/reference/licences/."
    ): N_(
        "no row of the list meets “%(where)s”. Nothing was imported, for nobody would be licensed any more. "
        "If the state has renamed the license, tell whoever looks after this program; or download the list, "
        "give it from this computer and match its columns."
    ),
    "its redirects (%(code)s) do not end at a file. Download the file with a browser and import it from disk.": N_(
        "its redirects (%(code)s) do not end at a file. Download the file with a browser and give it from "
        "this computer."
    ),
    (
        "the server refuses to give the file to this program (%(code)s). Download the file with a browser and "
        "import it from disk."
    ): N_(
        "the server refuses to give the file to this program (%(code)s). Download the file with a browser and"
        " give it from this computer."
    ),
    "no secure connection could be made (%(detail)s). Check the address and this computer's clock.": N_(
        "no secure connection could be made (%(detail)s). Check the address; if it is right, ask whoever runs"
        " this server whether its clock is."
    ),
    (
        "no computer of this name was found. Check the address, and this computer's connection to the internet. "
        "Tried %(tries)s times; try again later."
    ): N_("no computer of this name was found. Check the address. Tried %(tries)s times; try again later."),
    "no computer of this name was found. Check the address, and this computer's connection to the internet.": N_(
        "no computer of this name was found. Check the address."
    ),
    "only https addresses are downloaded. Give one, or import the file from disk.": N_(
        "only https addresses are fetched. Give one, or give the file from this computer."
    ),
    "this is an address of this machine or of a private network, which no publisher's file may name.": N_(
        "this is an address of this server or of a private network, from which nothing is fetched."
    ),
    (
        "the server answered with an error, “%(error)s”. Give the folder of a payer’s Plan-Net files, with "
        "Practitioner and PractitionerRole."
    ): N_(
        "the server answered with an error, “%(error)s”. Give a ZIP of a payer’s Plan-Net files, with "
        "Practitioner and PractitionerRole."
    ),
    (
        "it names %(other)s, and that file is not beside it. Put it there, or give the index’s own https address:"
        " then all are fetched."
    ): N_("it names %(other)s, and that file is not in it. Give the index’s own https address: then all are fetched."),
    "the server answered without a file (%(code)s). Try again later, or import it from disk.": N_(
        "the server answered without a file (%(code)s). Try again later, or give it from this computer."
    ),
    "What came so far (%(size)s) is kept: the same command goes on from there.": N_(
        "What came so far (%(size)s) is kept: giving the same address goes on from there."
    ),
    (
        "%(rows)s rows meet “%(where)s”: no state has licensed so many acupuncturists. Look at [portal] in the "
        "state’s file in data/reference/licences/."
    ): N_(
        "%(rows)s rows meet “%(where)s”: no state has licensed so many acupuncturists. Tell whoever looks "
        "after this program."
    ),
}
