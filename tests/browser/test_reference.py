"""The HTTP reference at /docs, from our own files under the same strict policy."""

import pytest
from playwright.sync_api import Page, expect

from browser import visit


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reference_lists_the_routes_and_loads_nothing_from_elsewhere(stranger: Page, theme: str) -> None:
    hosts = set()
    stranger.on("request", lambda request: hosts.add(request.url.split("/")[2]) if request.url[:4] == "http" else None)
    visit.open(stranger, "/docs", theme=theme)
    stranger.locator("#operations-tag-insight").click()
    expect(stranger.locator("#docs")).to_contain_text("/api/insight/funnel")
    visit.check(stranger)
    assert len(hosts) == 1
