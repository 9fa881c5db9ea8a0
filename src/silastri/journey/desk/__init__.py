"""What an officer does with a case beside its steps: takes it in hand, admits it, stops its clock, ends what lapsed."""
