"""What only hidden plans say, for tests that look for it."""

from knowledge.text import syllables


def stretches(text):
    """All runs of eight syllables in a text."""
    words = syllables(text)
    return {" ".join(words[n : n + 8]) for n in range(len(words) - 7)}


class Secrets:
    """What only hidden plans say: stretches of their texts, and their full numbers."""

    def __init__(self, library, hidden):
        others = [library.document(c.id) for c in library.documents if c.id not in hidden]
        titles = [d.identity.title.value for d in others if d.identity.title]
        # A title is told behind a word of our own.
        shown = [*(d.text for d in others), *(f"Về {title}" for title in titles)]
        plans = [library.document(document) for document in hidden]
        self.said = set().union(*(stretches(plan.text) for plan in plans))
        self.said -= set().union(*map(stretches, shown))
        numbers = {plan.identity.number.value for plan in plans if plan.identity.number}
        self.numbers = {n for n in numbers if not any(n in text for text in shown)}

    def told(self, parts, typed=""):
        """What of it some texts tell that was not typed."""
        text = "\n".join(parts)
        numbers = {number for number in self.numbers if number in text and number not in typed}
        return numbers | (self.said & set().union(*map(stretches, parts)))
