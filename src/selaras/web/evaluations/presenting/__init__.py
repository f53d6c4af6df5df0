"""A verdict as the page of a person shows it: rows, sums, steps, what it rests on. Nothing is concluded here."""
