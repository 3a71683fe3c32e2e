"""data/reference/: facts about the world that ship with the program."""
