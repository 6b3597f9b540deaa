/** The map's numbers one below the other: what its table shows and its CSV says. */
import type { Cell, Table } from "@/chart";
import type { Change, Unit } from "./Changed";
import { columns, type Numbers } from "./useMaps";

/** The order of a map, and what its parts are called. */
export interface Outline {
  stages: readonly { key: string; name?: string }[];
  touchpoints: readonly { key: string; stage: string; name: string }[];
}

export interface Line {
  stage: string;
  point: string;
  name: string;
  as: Unit;
  now: number | null;
  change?: Change | null;
}

export interface Words {
  stage: (one: Outline["stages"][number]) => string;
  people: string;
  bounce: string;
  dwell: string;
  stars: string;
  next: (name: string) => string;
  time: (name: string) => string;
  complaint: (topic: string) => string;
}

/** As much of a map as its numbers tell: where nobody may read the map itself. */
export function outlineOf({ boxes }: Numbers): Outline {
  const stages = new Map(boxes.map(({ stage }) => [stage.key, stage]));
  return { stages: [...stages.values()], touchpoints: boxes.map((one) => ({ key: one.box.key, stage: one.stage.key, name: one.name })) };
}

export function linesOf(map: Outline, numbers: Numbers, words: Words): Line[] {
  const names = new Map(map.touchpoints.map((one) => [one.key, one.name]));
  const changes = numbers.before?.changes;
  return columns(map).flatMap(({ stage, points }) =>
    points.flatMap((point) => {
      const box = numbers.boxes.find((one) => one.box.key === point.key)?.box;
      if (!box) return [];
      const changed = changes?.boxes.find((one) => one.key === point.key);
      const line = (name: string, as: Unit, now: number | null, change?: Change | null): Line => ({ stage: words.stage(stage), point: point.name, name, as, now, change });
      const ways = numbers.ways.filter(({ way }) => way.source === point.key).flatMap(({ way }) => {
        const then = changes?.ways.find((one) => one.source === way.source && one.target === way.target);
        const target = names.get(way.target) ?? way.target;
        return [line(words.next(target), "share", way.rate, then?.rate), line(words.time(target), "seconds", way.median_seconds, then?.seconds)];
      });
      const said = box.said.flatMap((one) => {
        const then = changed?.said.find((other) => other.voice === one.voice);
        if (one.kind !== "topic") return [line(one.kind === "nps" ? "NPS" : words.stars, "score", one.nps ?? one.mean, then?.score)];
        return one.topics.map((topic) => line(words.complaint(String(topic.value)), "count", topic.voices, then?.topics.find((other) => other.value === topic.value)?.voices));
      });
      return [line(words.people, "count", box.people, changed?.people), ...ways, line(words.bounce, "share", box.bounce, changed?.bounce), line(words.dwell, "seconds", box.dwell_seconds, changed?.dwell), ...said];
    }),
  );
}

export interface Heads {
  /** Stage, touchpoint, number, now. */
  plain: readonly string[];
  /** Before, change, from, to, beyond chance. */
  compared: readonly string[];
  clear: string;
  chance: string;
}

/** `value` and `gap` say a number and a change of it: in words for the eye, raw for a file. */
export function tableOf(lines: readonly Line[], heads: Heads, compared: boolean, value: (n: number | null, as: Unit) => Cell, gap: (n: number, as: Unit) => Cell): Table {
  return {
    columns: compared ? [...heads.plain, ...heads.compared] : heads.plain,
    rows: lines.map(({ stage, point, name, as, now, change }) => {
      const row: Cell[] = [stage, point, name, value(now, as)];
      if (!compared) return row;
      const { before = null, change: by = null, clear = false } = change ?? {};
      const found = by ? [gap(by.value, as), gap(by.low, as), gap(by.high, as), clear ? heads.clear : heads.chance] : [null, null, null, null];
      return [...row, before === null ? null : value(before, as), ...found];
    }),
  };
}
