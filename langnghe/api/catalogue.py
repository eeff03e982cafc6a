"""Every operation there is, in the order in which the document shows them."""

from langnghe.api import reading, working, writing
from langnghe.api.operations import Operation

OPERATIONS: list[Operation] = [*reading.OPERATIONS, *working.OPERATIONS, *writing.OPERATIONS]
BY_NAME: dict[str, Operation] = {operation.name: operation for operation in OPERATIONS}
