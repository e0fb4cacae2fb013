"""Many reports: which of their claims tell of the same happening.

In: reports, and links between them. Out: links, each with its reason, and groups. All of it looks
at the things alone and at constants that ship, so the order of arrival cannot matter.
"""
