/** What the charts take and give: one vocabulary for all of them. */
import type { Interval } from "@/shared/format";

export type { Interval };

/** One line or bar group: a value for each bucket (null = no value there). */
export interface Series {
  name: string;
  values: readonly (number | null)[];
  /** The period before, drawn grey and dashed. */
  previous?: readonly (number | null)[];
  /** The rest of a breakdown: grey. */
  other?: boolean;
}

/** Something that happened at a time: a release, a campaign. */
export interface Mark {
  at: string;
  text: string;
}

export interface Point {
  /** The place of the series in what was given; -1 = the rest that the chart has put together. */
  series: number;
  bucket: number;
  period: "current" | "previous";
}

/** A chart over time. */
export interface TimeChart {
  series: readonly Series[];
  /** The start of each bucket: ISO instants or calendar days. */
  buckets: readonly string[];
  interval: Interval;
  /** What the buckets are called where they are no times (day 1, day 2 …). */
  names?: readonly string[];
  /** Says what is drawn, for those who do not see it; also the title of the picture and the file. */
  label: string;
  previousBuckets?: readonly string[];
  /** Has the bucket ended? The last stretch of an unfinished one is dashed. */
  complete?: readonly boolean[];
  annotations?: readonly Mark[];
  onPoint?: (point: Point) => void;
  /** How values read; default a plain number. */
  format?: (value: number) => string;
  /** How values read on the axis; default compact. */
  formatAxis?: (value: number) => string;
  height?: number;
  /** Fill under the line. */
  area?: boolean;
  /** Pile the series up (bars and areas). */
  stacked?: boolean;
  /** Values may be added across series: what goes beyond eight is drawn as one "other". */
  additive?: boolean;
  /** Draw as (default) chart, or its table twin. */
  view?: View;
  ref?: React.Ref<ChartHandle>;
}

export type View = "chart" | "table";

/** The numbers of a chart, as its table twin shows them and its CSV says them. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}
/** A text or a raw number with how it reads. */
export type Cell = string | number | null;

/** What a chart can do when asked: `useRef<ChartHandle>(null)`, `<Line ref={…}/>`. */
export interface ChartHandle {
  /** A PNG of what is seen, at twice the size. */
  png: () => Promise<Blob>;
  table: () => Table;
}

/** A step of a funnel, as the API answers it. */
export interface FunnelStep {
  name: string;
  people: number;
  from_start: number | null;
  from_previous: number | null;
  median_seconds: number | null;
  mean_seconds?: number | null;
}
export interface FunnelPart {
  name: string;
  /** The rest of a breakdown: grey. */
  other?: boolean;
  steps: readonly FunnelStep[];
}
export interface FunnelProps {
  steps: readonly FunnelStep[];
  breakdown?: readonly FunnelPart[];
  label: string;
  /** Who took the step ("in") or left before it ("out"); `part` = place in `breakdown`. */
  onStep?: (step: number, side: "in" | "out", part?: number) => void;
  view?: View;
  ref?: React.Ref<ChartHandle>;
}

export interface Cohort {
  /** A calendar day, or an instant for hours. */
  date: string;
  people: number;
  returned: readonly number[];
  complete: readonly boolean[];
}
export interface RetentionProps {
  cohorts: readonly Cohort[];
  mean: readonly (number | null)[];
  period: Exclude<Interval, "minute">;
  /** First and last period of each column; default column n = period n. Null = and later. */
  columns?: readonly (readonly [number, number | null])[];
  /** Shares (default) or people. */
  show?: "share" | "people";
  label: string;
  onCell?: (cohort: number, column: number) => void;
  ref?: React.Ref<ChartHandle>;
}

/** What a node of a path is decides its colour. */
export type NodeKind = "start" | "step" | "goal" | "exit" | "other";
export interface SankeyNode {
  id: string;
  name: string;
  kind: NodeKind;
  /** Column, from 0. */
  depth: number;
  people: number;
}
export interface SankeyLink {
  from: string;
  to: string;
  people: number;
  median_seconds?: number | null;
}
export interface SankeyProps {
  nodes: readonly SankeyNode[];
  links: readonly SankeyLink[];
  label: string;
  /** What is counted; default people. */
  unit?: string;
  /** What the legend calls the kinds, where these are no steps towards a goal. */
  kinds?: Partial<Record<NodeKind, string>>;
  height?: number;
  onNode?: (id: string) => void;
  onLink?: (from: string, to: string) => void;
  view?: View;
  ref?: React.Ref<ChartHandle>;
}

export interface HeatMapProps {
  rows: readonly string[];
  columns: readonly string[];
  /** values[row][column]; null = nothing known. */
  values: readonly (readonly (number | null)[])[];
  label: string;
  format?: (value: number) => string;
  onCell?: (row: number, column: number) => void;
  ref?: React.Ref<ChartHandle>;
}

/** Quantiles of values; null where there are none. */
export interface Box {
  name: string;
  intervals: number;
  people: number;
  mean: number | null;
  p5: number | null;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p95: number | null;
}
export interface BoxesProps {
  boxes: readonly Box[];
  label: string;
  format: (value: number | null) => string;
  /** Opens who is behind a box. */
  onBox?: (place: number) => void;
}

/** Which direction is good news: for colours of changes. */
export type Good = "up" | "down" | "neither";

export interface SparkProps {
  values: readonly (number | null)[];
  good?: Good;
  /** Said by a change beside it, which then decides the colour. */
  worse?: boolean;
  label?: string;
  width?: number;
  height?: number;
}

export interface KpiProps {
  label: React.ReactNode;
  /** Already formatted; null = no value. */
  value: string | null;
  /** Relative change against the period before, 0.12 = +12%; null = nothing to compare with. */
  delta?: number | null;
  /** Against what: "vs previous 30 days". */
  against?: string;
  good?: Good;
  spark?: readonly (number | null)[];
  /** Opens who or what is behind. */
  onClick?: () => void;
  href?: string;
  /** One sentence on how it is computed. */
  hint?: string;
  loading?: boolean;
  /** Why there is no value. */
  error?: unknown;
}
