"""An employee objects to a line of the own verdict; an analyst answers by a day."""
