/** The shortest ways to send the first event, each run as it stands against a real server (docs/protocols.md). */

export interface Snippet {
  id: "curl" | "browser" | "python" | "segment" | "posthog";
  /** Where it goes. */
  language: "shell" | "html" | "python" | "javascript";
  code: string;
}

export function snippets(host: string, key: string): readonly Snippet[] {
  return [
    { id: "browser", language: "html", code: browser(host, key) },
    { id: "python", language: "python", code: python(host, key) },
    { id: "curl", language: "shell", code: curl(host, key) },
    { id: "segment", language: "javascript", code: segment(host, key) },
    { id: "posthog", language: "javascript", code: posthog(host, key) },
  ];
}

const browser = (host: string, key: string) => `<script>
  function track(event, properties, user_id) {
    const anonymous_id = (localStorage.visitor ||= Date.now() + "-" + Math.random().toString(36).slice(2));
    return fetch("${host}/v1/events", {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", Authorization: "Bearer ${key}" },
      body: JSON.stringify({
        events: [{ event, properties, user_id, anonymous_id, timestamp: new Date().toISOString() }],
      }),
    });
  }
  track("page", { page: location.pathname, title: document.title });
</script>`;

const python = (host: string, key: string) => `import json
from urllib.request import Request, urlopen

def track(event, user_id, **properties):
    body = {"events": [{"event": event, "user_id": user_id, "properties": properties}]}
    head = {"Authorization": "Bearer ${key}", "Content-Type": "application/json"}
    with urlopen(Request("${host}/v1/events", json.dumps(body).encode(), head)) as answer:
        return json.load(answer)

print(track("order_paid", "ada", revenue=129))`;

const curl = (host: string, key: string) => `curl ${host}/v1/events \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"events": [{"event": "order_paid", "user_id": "ada", "properties": {"revenue": 129}}]}'`;

const segment = (host: string, key: string) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load({ writeKey: "${key}", cdnURL: "${host}" });
analytics.identify("ada", { name: "Ada" });
analytics.track("order_paid", { revenue: 129 });`;

const posthog = (host: string, key: string) => `// npm install posthog-js
import posthog from "posthog-js";

posthog.init("${key}", { api_host: "${host}", ui_host: "${host}" });
posthog.identify("ada", { name: "Ada" });
posthog.capture("order_paid", { revenue: 129 });`;
