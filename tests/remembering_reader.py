"""A reader that reads no question and piece together twice."""

import numpy as np


class RememberingReader:
    """The reader it is made from, whose scores are the same in any company, and so read once."""

    def __init__(self, reader):
        self._reader = reader
        self._scores = {}

    def read(self, question, pieces):
        """See `index.meaning.reader.Reader`."""
        keys = [(question, each.document_name, each.context, each.text) for each in pieces]
        new = {k: p for k, p in zip(keys, pieces, strict=True) if k not in self._scores}
        self._scores |= zip(new, self._reader.read(question, [*new.values()]), strict=True)
        return np.array([self._scores[key] for key in keys], np.float32)
