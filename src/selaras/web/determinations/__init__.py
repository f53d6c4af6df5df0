"""Where law leaves judgement: determined by a person, confirmed by another, revocable."""
