"""What an instansi uses is what is published for it: the list beside it was never read."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_api_keys")]

    operations = [migrations.RemoveField(model_name="instansi", name="regulations")]
