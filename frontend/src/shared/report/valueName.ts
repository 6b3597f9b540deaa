/** What a value of a breakdown is called: missing, the rest, yes and no in words, several side by side. */

export const OTHER = "$other";

export interface ValueWords {
  missing: string;
  other: string;
  yes: string;
  no: string;
}

export function valueName(words: ValueWords): (value: unknown) => string {
  const name = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return words.missing;
    if (value === OTHER) return words.other;
    if (typeof value === "boolean") return value ? words.yes : words.no;
    return Array.isArray(value) ? value.map(name).join(" · ") : typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return name;
}
