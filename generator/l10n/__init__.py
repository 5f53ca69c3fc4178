"""Localisation: the text out to catalogs, catalogs back in as editions, and data written the way a locale writes it."""
