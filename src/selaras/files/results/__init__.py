"""What people take away from an evaluation: summary, tables, workbook."""
