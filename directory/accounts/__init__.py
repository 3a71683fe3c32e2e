"""Who may sign in: the rules. Rows are kept by store/people.py and store/sessions.py, pages are in web/."""
