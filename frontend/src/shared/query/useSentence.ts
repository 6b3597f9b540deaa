/** Conditions in words, with the names of segments, tags and states, and days of the project's calendar. */
import { useTranslation } from "react-i18next";
import { useStateWord } from "@/shared/lifecycle";
import { useFormat } from "@/shared/useFormat";
import type { Condition } from "./condition";
import { useSegments } from "./SegmentPicker";
import { sentence } from "./sentence";
import { usePublishedTags } from "./TagRow";

/** `from`: what holds the conditions that will be said; tags are asked for by name only where one stands in it. */
export function useSentence(from: unknown): (condition: Condition | undefined) => string {
  const { t } = useTranslation("query");
  const format = useFormat();
  const segments = useSegments().data ?? [];
  const tags = usePublishedTags(namesTag(from)).data ?? [];
  const state = useStateWord();
  return (condition) =>
    sentence(condition, {
      t,
      day: (moment) => format.day(moment, { year: "always" }),
      segment: (id) => segments.find((each) => each.id === id)?.name ?? id,
      tag: (id) => tags.find((each) => each.id === id)?.name ?? id,
      state,
    });
}

const namesTag = (from: unknown) => JSON.stringify(from ?? null).includes('"tag":');
