/** What every report page is built with. */
export { ReportFrame } from "./ReportFrame";
export { activityBody, type Activity, ANYTHING, INTERVALS, ranged, readActivity } from "./activity";
export { EventBox, EventPanel, Field, Section } from "./EventPanel";
export { type Answered, type Computed, useAnswer } from "./answer";
export { type Annotation, useAnnotations } from "./annotations";
export { useValueName } from "./useValueName";
export { useQuestion } from "./saved";
export { useReport } from "./useReport";
