"""All that puts things into sentences: conditions, fees, bookings, messages, definitions, the flow of an SOP."""
