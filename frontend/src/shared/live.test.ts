import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AGAIN, follow, type LiveEvent, type Wire } from "./live";

class Source {
  readyState = 0;
  closed = false;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (message: { data: string }) => void;
  close() {
    this.closed = true;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function followed() {
  const made: Source[] = [];
  const heard: LiveEvent[] = [];
  const wires: Wire[] = [];
  const make = () => {
    made.push(new Source());
    return made.at(-1) as unknown as EventSource;
  };
  return { made, heard, wires, stop: follow(make, (event) => heard.push(event), (wire) => wires.push(wire)) };
}

test("a stream that was refused is opened again, one that the browser reconnects is not", () => {
  const { made, heard, wires, stop } = followed();
  made[0]!.onopen?.();
  made[0]!.onmessage?.({ data: '{"id":"1"}' });
  made[0]!.onerror?.();
  vi.advanceTimersByTime(2 * AGAIN);
  expect(made).toHaveLength(1);
  made[0]!.readyState = 2;
  made[0]!.onerror?.();
  vi.advanceTimersByTime(AGAIN);
  made[1]!.onopen?.();
  expect(wires).toEqual(["open", "lost", "lost", "open"]);
  expect(heard).toEqual([{ id: "1" }]);
  stop();
  expect(made[1]!.closed).toBe(true);
});

test("a stream that is no longer followed is not opened again", () => {
  const { made, stop } = followed();
  made[0]!.readyState = 2;
  made[0]!.onerror?.();
  stop();
  vi.advanceTimersByTime(2 * AGAIN);
  expect(made).toHaveLength(1);
});
