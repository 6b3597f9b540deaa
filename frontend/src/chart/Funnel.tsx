import type { FunnelProps } from "./types";

export function FunnelChart(props: FunnelProps) {
  return <div role="img" aria-label={props.label} />;
}
