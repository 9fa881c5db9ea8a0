"""SMS: by a Kannel gateway, or by any gateway that is spoken to over HTTP."""

FAILED = "Operator telepon tidak dapat mengantar SMS ini."
