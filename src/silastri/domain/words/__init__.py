"""Everything that is put into sentences: conditions, fees, bookings, messages, definitions, the flow of an SOP."""
