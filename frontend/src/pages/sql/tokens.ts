/** SQL in pieces, for colours: words of the language, texts, numbers, parameters, comments, and the rest. */

export type Kind = "word" | "text" | "number" | "hole" | "comment" | "plain";
export interface Token {
  kind: Kind;
  text: string;
}

const WORDS =
  "select|from|where|group|order|by|having|limit|offset|with|as|distinct|join|left|right|inner|outer|full|cross|any|all|array|on|using|union|except|intersect|and|or|not|in|is|null|like|ilike|between|case|when|then|else|end|asc|desc|interval|over|partition|rows|range|preceding|following|current|row|unbounded|exists|qualify|sample|final|prewhere|fill|totals|rollup|cube";
const PIECES = new RegExp(
  [String.raw`(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`, String.raw`('(?:[^'\\]|\\.|'')*'?)`, String.raw`(\{\s*\w+\s*:[^{}]*\}?)`, String.raw`(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)`, String.raw`(\b(?:${WORDS})\b)`].join("|"),
  "gi",
);
const KINDS: readonly Kind[] = ["comment", "text", "hole", "number", "word"];

/** The whole text again, piece by piece. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const match of sql.matchAll(PIECES)) {
    if (match.index > at) found.push({ kind: "plain", text: sql.slice(at, match.index) });
    found.push({ kind: KINDS[match.slice(1).findIndex((part) => part !== undefined)] ?? "plain", text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < sql.length) found.push({ kind: "plain", text: sql.slice(at) });
  return found;
}
