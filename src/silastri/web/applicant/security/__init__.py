"""What proves who somebody is, beside the password: asked for, set up, given up."""
