"""Metrics in the Prometheus format: what this process did, and what waits in the database.

Names follow the conventions of prometheus.io/docs/practices/naming: seconds, and `_total` for what
only grows.
"""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.ports.vitals import Queue, Vitals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_ACK_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0)
"""The platforms give up at three seconds; ours is to stay below 0.3."""

_DELAY_SECONDS = (1.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)

_QUEUES = ("events", "replies", "messages", "due")


class Metrics:
    """One process's counters, and gauges that are set when somebody looks."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._acknowledged = self._histogram(
            "rounds_acknowledgement_seconds", "From an event to its acknowledgement", _ACK_SECONDS
        )
        self._sent = self._counter(
            "rounds_messages_sent_total", "Messages sent", "platform", "kind"
        )
        self._unsent = self._counter(
            "rounds_messages_failed_total", "Tries to send that failed", "platform", "kind"
        )
        self._delay = self._histogram(
            "rounds_posting_delay_seconds",
            "From a prompt's due time to its posting",
            _DELAY_SECONDS,
        )
        self._late = self._counter("rounds_postings_late_total", "Prompts posted late", "platform")
        self._received = self._counter("rounds_replies_received_total", "Replies stored")
        self._graded = self._counter("rounds_replies_graded_total", "Replies taken to be graded")
        self._connected = self._gauge(
            "rounds_connected", "1 while the platform is heard", "platform"
        )
        self._lag = self._gauge("rounds_loop_lag_seconds", "How late the event loop is")
        self._ticked = self._gauge("rounds_last_tick_timestamp_seconds", "When the last tick ended")
        self._waiting = self._gauge("rounds_waiting", "What waits in the database", "queue")
        self._oldest = self._gauge(
            "rounds_oldest_waiting_seconds", "For how long the oldest has waited", "queue"
        )
        self._provisional = self._gauge(
            "rounds_replies_provisional", "Replies that wait for a better grade"
        )
        self._calls = self._gauge("rounds_judge_calls_24h", "Calls to the outside judge")
        self._cost = self._gauge(
            "rounds_judge_cost_24h", "What they cost, in the currency of the prices that are set"
        )

    def acknowledged(self, platform: str, seconds: float) -> None:
        """The platform was told that an event arrived."""
        self._acknowledged.labels(platform).observe(seconds)

    def sent(self, platform: str, kind: str) -> None:
        """A message is out."""
        self._sent.labels(platform, kind).inc()

    def unsent(self, platform: str, kind: str) -> None:
        """A message could not be sent this time."""
        self._unsent.labels(platform, kind).inc()

    def posted(self, platform: str, delay: float, *, late: bool) -> None:
        """A prompt went out so many seconds after it was due."""
        self._delay.labels(platform).observe(max(0.0, delay))
        if late:
            self._late.labels(platform).inc()

    def received(self) -> None:
        """A reply is on the disk."""
        self._received.inc()

    def graded(self, number: int) -> None:
        """So many replies were taken from the queue."""
        self._graded.inc(number)

    def connected(self, platform: str, *, is_heard: bool) -> None:
        """Whether what happens there reaches us."""
        self._connected.labels(platform).set(is_heard)

    def lagged(self, seconds: float) -> None:
        """The event loop came back so late."""
        self._lag.set(seconds)

    def ticked(self, at: datetime) -> None:
        """A tick ended."""
        self._ticked.set(at.timestamp())

    def exposition(self, vitals: Vitals, now: datetime) -> bytes:
        """All of them as Prometheus reads them."""
        for name in _QUEUES:
            queue: Queue = getattr(vitals, name)
            self._waiting.labels(name).set(queue.waiting)
            age = 0.0 if queue.oldest is None else (now - queue.oldest).total_seconds()
            self._oldest.labels(name).set(max(0.0, age))
        self._provisional.set(vitals.provisional)
        self._calls.set(vitals.judge_calls)
        self._cost.set((vitals.judge_micros or 0) / 1_000_000)
        return generate_latest(self._registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self._registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(name, told, labels, registry=self._registry)

    def _histogram(self, name: str, told: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(name, told, ["platform"], registry=self._registry, buckets=buckets)
