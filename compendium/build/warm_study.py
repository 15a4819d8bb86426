"""Imports the study, for whoever preloads this module."""

from compendium.study import definition

definition()
