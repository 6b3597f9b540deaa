/** A condition as a sentence that a person would say, in their language. */
import type { TFunction } from "i18next";
import type { Asked, Condition, Did, EventFilter, Sequence, Span, Test, Times } from "./condition";
import { isSpan } from "./op";
import { spanOf } from "./SpanField";

export interface Words {
  t: TFunction<"query">;
  /** The name of a segment; its id where it is not known. */
  segment?: (id: string) => string;
  /** The name of a tag; its id where it is not known. */
  tag?: (id: string) => string;
  /** The word of a state of the life cycle; its code where left out. */
  state?: (code: string) => string;
  /** How a moment reads; the text itself where left out. */
  day?: (moment: string) => string;
}

/** A name keeps its own direction inside a sentence of another. */
const apart = (name: string) => `\u2068${name}\u2069`;

/** "whose country is CN and who did order_paid at least once in the last 7 days". Everyone = an empty condition. */
export function sentence(condition: Condition | undefined, words: Words): string {
  return condition ? said(condition, words, true) : words.t("say.everyone");
}

function said(condition: Condition, words: Words, top = false): string {
  const { t } = words;
  if ("all" in condition || "any" in condition) {
    const [parts, kind] = "all" in condition ? [condition.all, "all" as const] : [condition.any, "any" as const];
    if (!parts.length) return t(kind === "all" ? "say.everyone" : "say.nobody");
    const joined = parts.map((part) => said(part, words)).join(t(`say.${kind}`));
    return top || parts.length === 1 ? joined : t("say.group", { parts: joined });
  }
  if ("not" in condition) return t("say.not", { part: said(condition.not, words) });
  if ("person" in condition) return t("say.person", { test: saidAsked(condition.person, condition, words) });
  if ("tag" in condition) return t("say.tag", { test: saidAsked(words.tag?.(condition.tag) ?? condition.tag, condition, words) });
  if ("did" in condition) return saidDid(condition, words);
  if ("sequence" in condition) return saidSequence(condition, words);
  if ("segment" in condition) return t("say.segment", { name: apart(words.segment?.(condition.segment) ?? condition.segment) });
  return t("say.state", { states: condition.state.map((code) => apart(words.state?.(code) ?? code)).join(t("say.or")) });
}

function saidAsked(property: string, asked: Asked, words: Words): string {
  const { t } = words;
  return t("say.test", { property: apart(property), op: t(`op.${asked.op}`), value: saidValue(asked, words) }).trim();
}

function saidValue({ op, value }: Asked, words: Words): string {
  const { t } = words;
  if (op === "is_set" || op === "not_set") return "";
  if (value === undefined) return "…";
  if (isSpan(value)) return saidSpan(value, words);
  if (op === "between" && Array.isArray(value)) return t("say.between", { low: value[0], high: value[1] });
  if (Array.isArray(value)) return value.map((each) => apart(String(each))).join(t("say.or"));
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if ((op === "before" || op === "after") && typeof value === "string") return words.day?.(value) ?? value;
  return typeof value === "string" ? apart(value) : String(value);
}

function saidSpan(span: Span, { t }: Words): string {
  const [unit, amount] = spanOf(span);
  return t(`span.${unit}`, { count: amount });
}

function saidFilter(filter: EventFilter, words: Words): string {
  const { t } = words;
  const event = filter.event === null ? t("anyEvent") : apart(filter.event);
  return filter.where?.length ? t("say.where", { event, tests: saidTests(filter.where, words) }) : event;
}

const saidTests = (tests: readonly Test[], words: Words) =>
  tests.map((test) => saidAsked(test.property, test, words)).join(words.t("say.all"));

function saidDid(condition: Did, words: Words): string {
  const { t } = words;
  const event = saidFilter({ event: condition.did, where: condition.where }, words);
  const when = saidWhen(condition, words);
  if (didNot(condition)) return t("say.didNot", { event, when }).trim();
  return t("say.did", { event, when, times: condition.times ? saidTimes(condition.times, words) : "" }).trim();
}

/** "Did not" is written as "did exactly 0 times". */
export const didNot = (condition: Did): boolean => condition.times?.op === "eq" && condition.times.value === 0;

function saidTimes({ op, value }: Times, { t }: Words): string {
  if (Array.isArray(value)) return t("say.timesBetween", { low: value[0], high: value[1] });
  return t(`times.${op as "eq"}`, { count: value });
}

function saidWhen({ within, since, until }: Did, words: Words): string {
  const { t } = words;
  const day = (moment: string) => words.day?.(moment) ?? moment;
  if (within) return t("say.within", { span: saidSpan(within, words) });
  if (since && until) return t("say.fromTo", { from: day(since), to: day(until) });
  if (since) return t("say.since", { from: day(since) });
  return until ? t("say.until", { to: day(until) }) : "";
}

function saidSequence({ sequence, within }: Sequence, words: Words): string {
  const { t } = words;
  const steps = sequence.map((step) => saidFilter(step, words)).join(t("say.then"));
  return within ? t("say.sequenceWithin", { steps, span: saidSpan(within, words) }) : t("say.sequence", { steps });
}
