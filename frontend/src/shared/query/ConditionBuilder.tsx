/** Who is meant: the tree of a condition, built without writing JSON. */
import type { Condition } from "./condition";

export interface ConditionBuilderProps {
  /** undefined = everyone. */
  value?: Condition;
  onChange: (condition: Condition | undefined) => void;
}

export function ConditionBuilder(_: ConditionBuilderProps) {
  return null;
}
