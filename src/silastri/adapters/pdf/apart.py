"""Draws one paper in a process of its own, whose memory is given back when it ends: ``python -m`` this module with the
template and the seconds of the moment, the data on standard input. The paper goes to standard output."""

import json
import sys
from datetime import UTC, datetime

from silastri.adapters.pdf.typst import Typst


def main() -> None:
    template, seconds = sys.argv[1:]
    drawn = Typst().draw(template, json.load(sys.stdin), at=datetime.fromtimestamp(int(seconds), UTC))
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
