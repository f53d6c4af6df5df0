"""What is printed about people: the profile of one, and reports made of tables. Set by typst from data, never from markup."""
