"""Many reports → what is the same in them: copies, origins; each link with its reason.

What is linked is a function of the things themselves, never of the order in which they came.
"""
