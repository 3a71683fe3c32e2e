"""The site: the only folder that knows Flask. app.py puts it together; each other file is one area, or a guard."""
