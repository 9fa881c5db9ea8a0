"""What all steps share: may the step be done, where its outcome leads, and what leaving and arriving bring about."""
