"""Draws the frame of a long paper in a process of its own, whose memory is given back when it ends: ``python -m`` this
module with the template and the seconds of the moment, the data on standard input. To standard output go a line of
JSON, with the measures, and the PDF that was begun."""

import json
import sys
from datetime import UTC, datetime

from silastri.adapters.pdf.frame import begun
from silastri.adapters.pdf.typst import Typst


def main() -> None:
    template, seconds = sys.argv[1:]
    drawn = Typst().draw(template, json.load(sys.stdin), at=datetime.fromtimestamp(int(seconds), UTC))
    measures, pdf = begun(drawn)
    sys.stdout.buffer.write(json.dumps(measures).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
