"""Others who are asked inside a case: the question, their answer, and what they may see."""
