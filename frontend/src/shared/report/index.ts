/** What every report page is built with. */
export { ReportFrame } from "./ReportFrame";
export { type Answered, type Computed, useAnswer } from "./answer";
export { type Annotation, useAnnotations } from "./annotations";
export { useQuestion } from "./saved";
