"""What stands in the hall: television, touch-screens and the survey tablet, each tied to its one use."""
