"""Where articles come from: files, folders, standard input, addresses, tables in; articles out.

`open_inputs` yields one `Article` for each report it finds and one `Failure` for each input that
could not be read; one bad input never stops the rest. Nothing is fetched but what was asked for.
"""

from dateline.sources.inputs import count_inputs, open_data, open_inputs
from dateline.sources.options import SourceOptions

__all__ = ["SourceOptions", "count_inputs", "open_data", "open_inputs"]
