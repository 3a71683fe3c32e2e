"""The command line: main.py says what can be typed, the other modules what each command does."""
