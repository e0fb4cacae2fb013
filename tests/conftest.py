"""What holds for every test."""

import os

# Where pytest runs on several cores it tells its workers how wide a terminal is; output that goes
# to no terminal is not cut to that.
os.environ.pop("COLUMNS", None)
