"""What an officer does with a case beside its steps: take it, admit it, stop its clock, end what lapsed."""
