"""Downloads and what machines read: each export is a pure function of values, registered by who offers it."""
