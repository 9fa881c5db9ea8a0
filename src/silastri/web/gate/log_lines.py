"""The log as lines of JSON, without anybody's data.

Messages of ours are written as they are; of others only the pattern, for what they put in may be an address or a value.
Of an exception its kind and its place are written, and not what it says: databases quote the row.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .numbered import number

_OURS = "silastri"
_MOST = 12  # the places of an exception, the innermost


class LogLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".")[0] == _OURS
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage() if ours else str(record.msg),
        }
        if found := number():
            line["request"] = found
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1]:
            line["error"] = type(record.exc_info[1]).__name__
            places = traceback.extract_tb(record.exc_info[2])[-_MOST:]
            line["where"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in places]
        return json.dumps(line, ensure_ascii=False)
