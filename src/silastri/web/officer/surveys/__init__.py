"""The satisfaction survey: what stands at the counter, sheets keyed in, results and reports."""
