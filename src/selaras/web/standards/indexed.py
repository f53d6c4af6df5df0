"""What the search and “dipakai di …” look in: written once, when a version is published; the version never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Passage(models.Model):
    """One text of a published version that can be found. A text printed in many standards stands here once."""

    class Kind(models.TextChoices):
        """What it is."""

        ARTICLE = "article"
        STANDARD = "standard"
        COMPETENCY = "competency"
        INDICATOR = "indicator"
        REQUIREMENT = "requirement"
        DICTIONARY = "dictionary"
        LEVEL = "level"

    version = models.ForeignKey("standards.Version", on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    part = models.CharField(max_length=60, blank=True)  # the key of its piece; the first one, of several
    code = models.CharField(max_length=200, blank=True)  # of a competency, or of a requirement row
    # Of an article, an indicator or a level of a dictionary, as in its address (“2/2.1”: an indicator of a level).
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    others = models.PositiveIntegerField(default=0)  # how many other standards print the same

    class Meta:
        ordering: ClassVar = ["version", "order"]
        indexes: ClassVar = [models.Index(fields=["version", "order"], name="standards_passage_order")]

    def __str__(self) -> str:
        return self.title


class Stem(models.Model):
    """A stem in a passage; `weight` is higher in a title and in a short text."""

    version = models.ForeignKey("standards.Version", on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="stems")
    stem = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "stem"], name="standards_stem_of_version")]

    def __str__(self) -> str:
        return self.stem


class Use(models.Model):
    """A rubric asked by a standard: where evidence measured with it counts. Kept also while a version is prepared."""

    version = models.ForeignKey("standards.Version", on_delete=models.CASCADE, related_name="uses")
    order = models.PositiveIntegerField()
    rubric = models.CharField(max_length=230)
    code = models.CharField(max_length=200)
    part = models.CharField(max_length=60)
    title = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["version", "order"]
        indexes: ClassVar = [models.Index(fields=["rubric", "version"], name="standards_use_of_rubric")]

    def __str__(self) -> str:
        return f"{self.rubric} · {self.title}"
