/** The parts a query is put together from. */
export * from "./condition";
export * from "./range";
export { BreakdownPicker, type Breakdown } from "./BreakdownPicker";
export { ConditionBuilder } from "./ConditionBuilder";
export { EventFilterEditor } from "./EventFilterEditor";
export { EventPicker } from "./EventPicker";
export { PropertyPicker, type Chosen } from "./PropertyPicker";
export { TestEditor } from "./TestEditor";
export { TimeRangePicker } from "./TimeRangePicker";
