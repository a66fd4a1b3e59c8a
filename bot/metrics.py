"""Figures about the running program, as Prometheus reads them."""

from collections import Counter
from collections.abc import Callable

# Upper bounds of the latency histogram, in seconds.
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Counts questions by channel and status, and how long their answers took."""

    def __init__(self, unread: Callable[[], int] = lambda: 0) -> None:
        """Start at nothing.

        Args:
            unread: How many questions were answered without the reader because many came at once.
        """
        self._unread = unread
        self._questions: Counter[tuple[str, str]] = Counter()
        self._passed_over: Counter[str] = Counter()
        self._buckets = [0] * len(_BOUNDS)
        self._seconds = 0.0
        self._answers = 0

    def answered(self, channel: str, status: str, seconds: float) -> None:
        """Count one event that was answered `seconds` after it was stored."""
        self._questions[channel, status] += 1
        self._answers += 1
        self._seconds += seconds
        for number, bound in enumerate(_BOUNDS):
            self._buckets[number] += seconds <= bound

    def passed_over(self, channel: str) -> None:
        """Count one event of a kind that this program does not know."""
        self._passed_over[channel] += 1

    def text(self, gauges: dict[str, float]) -> str:
        """All figures in the text format, `gauges` among them."""
        lines = ["# TYPE guidance_questions_total counter"]
        lines += [
            f'guidance_questions_total{{channel="{channel}",status="{status}"}} {count}'
            for (channel, status), count in sorted(self._questions.items())
        ]
        lines.append("# TYPE guidance_unknown_events_total counter")
        lines += [
            f'guidance_unknown_events_total{{channel="{channel}"}} {count}'
            for channel, count in sorted(self._passed_over.items())
        ]
        lines.append("# TYPE guidance_unread_questions_total counter")
        lines.append(f"guidance_unread_questions_total {self._unread()}")
        lines.append("# TYPE guidance_answer_seconds histogram")
        lines += [
            f'guidance_answer_seconds_bucket{{le="{bound}"}} {count}'
            for bound, count in zip(_BOUNDS, self._buckets, strict=True)
        ]
        lines += [
            f'guidance_answer_seconds_bucket{{le="+Inf"}} {self._answers}',
            f"guidance_answer_seconds_sum {self._seconds:.6f}",
            f"guidance_answer_seconds_count {self._answers}",
        ]
        for name, value in gauges.items():
            lines += [f"# TYPE guidance_{name} gauge", f"guidance_{name} {value:g}"]
        return "\n".join(lines) + "\n"
