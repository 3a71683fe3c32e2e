"""Who may sign in: the rules. What is kept of people and sessions is store/office/'s, the pages are web/account/'s."""
