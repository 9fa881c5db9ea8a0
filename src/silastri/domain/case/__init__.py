"""What is right for one case: its way, what is known of it, its form, papers, fees and control card."""
