"""Lists: filters as chips, saved views, columns, pages, selections, exports; and finding things by name."""
