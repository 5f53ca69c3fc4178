"""What the program finds in the words: figures, topics, people, related exchanges; it never changes a word.

Nothing is imported here: each module is loaded by whoever needs it.
"""
