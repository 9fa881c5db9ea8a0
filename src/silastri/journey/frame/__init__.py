"""What all steps share: may it be done, where its outcome leads, what comes of leaving and of arriving."""
