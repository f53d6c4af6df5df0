"""What is printed and handed on: profiles, unit and agency reports, the evidence list of the merit index."""
