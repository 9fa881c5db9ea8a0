"""The bundle of a case: what it holds, and how anybody can see that nothing in it was changed."""
