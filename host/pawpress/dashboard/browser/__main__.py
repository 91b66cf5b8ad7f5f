"""The view behind one page: the dashboard on the browser's driver, fed by the engine that the environment names."""

from __future__ import annotations

import os
import sys

from pawpress.dashboard import run
from pawpress.dashboard.browser.pages import FEED_PORT, FEED_TOKEN, RECORDED_SOUND
from pawpress.dashboard.feed import FeedClosed
from pawpress.dashboard.stream_feed import StreamFeed


def main() -> int:
    """Show the session until the page is closed or the session ends."""
    port, token = os.environ.pop(FEED_PORT), os.environ.pop(FEED_TOKEN)
    try:
        feed = StreamFeed(int(port), token.encode())
    except FeedClosed as closed:
        print(f"pawpress: {closed}", file=sys.stderr)
        return 1
    return run(feed, recorded_sound=RECORDED_SOUND in os.environ)


if __name__ == "__main__":
    sys.exit(main())
