"""Frames of ours in the pages of others, and what tells them how: oEmbed."""
