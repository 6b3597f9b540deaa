import type { HeatMapProps } from "./types";

export function HeatMap(props: HeatMapProps) {
  return <div role="img" aria-label={props.label} />;
}
