"""When and by what a message goes out: order, hours, repeats, and the next way where one fails."""
