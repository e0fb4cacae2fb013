"""Many reports: the same event, the same actor, one record each.

In: records of many articles. Out: records of what they add up to. What is linked depends on the
reports and on people's decisions alone, never on the order in which they came.
"""
