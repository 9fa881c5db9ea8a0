"""Officers appraised: the points, who stands above whom, what a round of colleagues may show, rewards, the code."""
