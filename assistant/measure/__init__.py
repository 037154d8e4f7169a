"""Measuring the program on labelled sets: which answers are right, how sure that figure is, how honest the confidence.

    FOLDER ──sets──▶ LabelledSet ──run──▶ what the program says ──check · ask · observations──▶ figures ──table──▶ Markdown

Any folder in the layout of the labelled sets will do, so that people can measure on agreements of their own.
"""
