"""Base page, components, navigation, translations."""
