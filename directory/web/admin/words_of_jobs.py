"""What is said of jobs, of the guard, and of what a schedule leaves for somebody's look."""

from directory.core.i18n import N_

SAME = (
    N_("Something else was imported or taken out since this was tried. It was tried again: please look once more."),
    N_("nothing of ours. %(refusal)s"),
    N_("This very file was imported before, and would change nothing."),
    N_("Published by its schedule: nothing spoke against it."),
    N_("%(what)s: %(error)s. The directory is as it was."),
    N_("the directory from %(before)s listings to %(after)s"),
    N_("the directory from 1 listing to %(after)s"),
    N_("the list of who may order and refer from %(before)s NPIs to %(after)s"),
    N_("the %(payer)s plans of %(lost)s of %(before)s listings (%(source)s)"),
    N_("the license standing of %(lost)s of %(before)s in %(state)s"),
    N_("the license standing of %(lost)s of %(before)s that %(source)s gives"),
    N_("the plans of %(lost)s of %(before)s in %(state)s"),
    N_("the plans of %(lost)s of %(before)s that %(source)s gives"),
    N_("More than %(most)s %% would go: %(loss)s."),
    N_("More than %(most)s %% would come: from %(before)s listings to %(after)s."),
    N_("More than %(most)s %% of its rows are refused: %(refused)s of %(rows)s."),
)
OTHERWISE = {  # what a command says that would be of no use at a desk, and what the desk says
    "Snapshot %(number)s is out already, or there is none of that number.": N_(
        "Import %(number)s is out already, or there is none of that number."
    ),
    "The fault is the program’s: what happened is in its log. Nothing was changed.": N_(
        "The fault is the program’s. Nothing was changed. Tell whoever runs this server the number of this "
        "page: what happened is in its log."
    ),
    "The worker ended three times while it was at this, so it was given up. Look at the file and the log.": N_(
        "The program ended three times while it was at this, so it was given up. Nothing was changed. Tell "
        "whoever runs this server the number of this page."
    ),
    "The data folder cannot be written (%(error)s). Make room or mend its permissions; the directory is as it was.": N_(
        "There is no room on this server, or nothing may be written there (%(error)s). The directory is as it"
        " was. Tell whoever runs this server."
    ),
    "there is no such file here. Look at its name and its folder. Nothing was changed.": N_(
        "the file is not here any more. Give it again. Nothing was changed."
    ),
    "Snapshot %(number)s is imported and not published, and would be published with it.": N_(
        "Import %(number)s is here and not published, and would be published with it."
    ),
    "Snapshots %(numbers)s are imported and not published, and would be published with it.": N_(
        "Imports %(numbers)s are here and not published, and would be published with it."
    ),
}
