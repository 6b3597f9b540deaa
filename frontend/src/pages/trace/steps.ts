/** What a payment's way is told in: pages that follow each other in one session stand together. */
import type { Schemas } from "@/api/client";

export type Step = Schemas["TraceStep"];

/** Steps that stand as one line: the first of them, and how many there are. */
export interface Line {
  step: Step;
  count: number;
}

const PLAIN = new Set(["page", "event"]);

/** One line for each step that means something; what lies between, session by session, is one line. */
export function lines(steps: readonly Step[]): Line[] {
  const out: Line[] = [];
  for (const step of steps) {
    const before = out.at(-1);
    const together = before && PLAIN.has(step.kind) && PLAIN.has(before.step.kind) && before.step.session === step.session;
    if (together) before.count += 1;
    else out.push({ step, count: 1 });
  }
  return out;
}

/** Where a step stands between the first and the payment, 0 to 1. */
export function place(step: Step, first: Step): number {
  return first.seconds > 0 ? 1 - step.seconds / first.seconds : 1;
}
