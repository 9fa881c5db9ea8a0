"""Finds only the harmless file by which all such programs are tried."""

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class OnlyEicar:
    is_simulated = True

    def found_in(self, content: bytes) -> str:
        return "Eicar-Test-Signature" if EICAR in content else ""

    def see_alive(self) -> None:
        """It always is."""
