"""The satisfaction index (IKM) of PermenPANRB 14/2017: computed exactly, and graded."""
