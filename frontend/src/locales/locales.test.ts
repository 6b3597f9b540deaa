import { expect, test } from "vitest";
import en from "./en";
import zh from "./zh";

const flat = (texts: object, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort();
/** English has a form for one and one for more, Chinese has one form for all. */
const plain = (texts: object) => new Map(flat(texts).map(([key, text]) => [key.replace(/_(one|other)$/, ""), text]));

test("both languages say the same things with the same holes", () => {
  const [a, b] = [plain(en), plain(zh)];
  expect([...b.keys()].sort()).toEqual([...a.keys()].sort());
  for (const [key, text] of a) expect([key, holes(b.get(key)!)]).toEqual([key, holes(text)]);
});

test("Chinese uses full-width punctuation beside Chinese characters", () => {
  const half = flat(zh).filter(([, text]) => /\p{Script=Han}\s*[,;:!?()]|[,;:!?(]\s*\p{Script=Han}/u.test(text));
  expect(half).toEqual([]);
});
