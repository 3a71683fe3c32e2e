"""How right the directory is: a sample of its places that people call, and what that says of all."""
