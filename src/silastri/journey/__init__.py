"""What may be asked of the house: one file per act, one transaction each.

A case is registered, drafted and submitted, then checked, reviewed and decided (forward, verify, approve); its letters
are numbered, signed, printed and handed over. The survey comes before the last; withdrawing is possible until the
letter is signed.
"""
