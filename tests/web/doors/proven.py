"""The door of the tests: whoever ``Client.force_login`` signs in counts as proven twice, a moment ago.

The settings of the tests alone name it: ``tests/web/doors/test_second_proof.py`` sees that an installation knows none.
"""

from silastri.web.gate.backends import ByProof


class Proven(ByProof):
    is_proven = True
