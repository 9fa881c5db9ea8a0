"""The rules for one case: its way through the SOP, its facts, form, requirements, fees and control card."""
