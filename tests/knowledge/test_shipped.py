"""The plan texts of the package."""

import hashlib

from knowledge.shipped import shipped_documents


def test_shipped_texts_are_the_received_bytes():
    """Each text has the checksum of the file as received."""
    shipped = shipped_documents()

    assert len(shipped) == 5
    for each in shipped:
        assert hashlib.sha256(each.path.read_bytes()).hexdigest() == each.sha256


def test_manifest_names_every_text_of_the_folder():
    """No text ships without its origin."""
    shipped = shipped_documents()

    assert {each.path for each in shipped} == set(shipped[0].path.parent.glob("*.txt"))
    assert len({each.source_file for each in shipped}) == 5
