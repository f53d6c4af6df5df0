"""Lists: filters as chips, saved views, columns, pages, selections, exports; and finding things by name.

To show rows as a list, declare it once in `<app>/lists.py` and add its addresses to `<app>/urls.py`:

    class PositionFilters(Filters):
        kelas = NumberFilter(field_name="job_class", label=_("Kelas"))

    POSITIONS = register(Listing(
        key="positions",
        route="organisation:positions",              # its page; "organisation:positions_export" … follow from it
        title=_("Jabatan"),
        permission=Permission.VIEW_ORGANISATION,
        rows=lambda asker, permission: Position.objects.visible_to(asker, permission),
        filters=PositionFilters,
        search=words("title", "new_title"),          # each word in any of these
        columns=(
            Column("title", _("Nama jabatan"), "title", link=True),
            Column("unit", _("Unit"), "unit__name", sort=("unit__name",)),
            Column("kelas", _("Kelas"), "job_class", sort=("job_class",), numeric=True, nullable=True),
        ),
        order="title",
        detail="organisation:position",              # a row's page, by pk; left out when it does not exist
    ))

    urlpatterns = [*addresses(POSITIONS, "jabatan/"), …]     # `lists.urls.addresses`

Rows are read as tuples of the columns' fields: never a model's instance, never a query per row. A list's page, its
count, its exports, its bulk actions and previous/next all come from `Listing.found(asker, state)`: the scoped rows,
filtered. On a row's own page, `neighbours.neighbours(request, "positions", pk)` gives previous and next.
A bulk action of an app is a page of its own that begins with `chosen.chosen(request, "positions", permission)`.
"""
