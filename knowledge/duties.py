"""Duties."""
from knowledge.document import Assignment, Reporting
def read_duties(text, sections, tables, header): return (), ()
