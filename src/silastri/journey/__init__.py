"""The citizen's way through the house: one file per act, one transaction each.

register, draft, submit → check → review → decide (forward, verify, approve) → number → sign → print_out → hand_over,
with survey before the last, and withdraw at any time.
"""
