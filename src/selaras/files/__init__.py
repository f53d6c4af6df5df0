"""Bytes to objects and back: workforce files in, result workbooks out."""
