"""What is reckoned of the time that cases took: open minutes, the office's part of them, and how they are said."""
