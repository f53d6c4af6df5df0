"""Law as data: documents read into standards, code lists and policies loaded with their legal basis."""
