import { describe, expect, test } from "vitest";
import { tokens } from "./tokens";

describe("the pieces of SQL", () => {
  test("are of their kinds", () => {
    const pieces = tokens("SELECT 'it''s -- no', a1, 2.5 FROM t WHERE x = {n:Int8} -- {m:Int8} 'x'\n/* 1 */");
    const of = (kind: string) => pieces.filter((one) => one.kind === kind).map((one) => one.text);
    expect(of("word")).toEqual(["SELECT", "FROM", "WHERE"]);
    expect(of("text")).toEqual(["'it''s -- no'"]);
    expect(of("number")).toEqual(["2.5"]);
    expect(of("hole")).toEqual(["{n:Int8}"]);
    expect(of("comment")).toEqual(["-- {m:Int8} 'x'", "/* 1 */"]);
  });

  test("are the whole text, whatever is half written", () => {
    for (const sql of ["", "SELECT 'open", "/* open", "{n:", "a\n\n b", "'\\'' x", "selected fromage", "💡 '文字' {名:String}"])
      expect(tokens(sql).map((one) => one.text).join("")).toBe(sql);
    expect(tokens("selected fromage").every((one) => one.kind === "plain")).toBe(true);
  });
});
