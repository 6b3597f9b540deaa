import type { RetentionProps } from "./types";

export function RetentionTable(props: RetentionProps) {
  return <div role="img" aria-label={props.label} />;
}
