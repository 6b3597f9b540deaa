import { describe, expect, test } from "vitest";
import { courseOf } from "./course";
import { FIRST, holes, readSql, sqlBody, valueOf } from "./query";

describe("a typed question", () => {
  test("comes back from the address as it went", () => {
    expect(readSql(JSON.parse(JSON.stringify(FIRST)))).toEqual(FIRST);
    expect(readSql({ sql: 5 })).toBeUndefined();
  });

  test("keeps how its rows are shown apart from what it asks", () => {
    expect(readSql({ ...FIRST, show: "line" })?.show).toBe("line");
    expect(sqlBody({ ...FIRST, show: "line" })).toEqual(FIRST);
  });

  test("is drawn over time where its rows can be", () => {
    const columns = [{ name: "day", type: "Date" }, { name: "n", type: "UInt64" }, { name: "who", type: "String" }];
    const rows = [["2026-05-02", 2, "b"], ["2026-05-01", null, "a"]];
    expect(courseOf({ columns, rows })).toEqual({ buckets: ["2026-05-01", "2026-05-02"], interval: "day", series: [{ name: "n", values: [null, 2] }] });
    expect(courseOf({ columns, rows: [rows[0]!, rows[0]!] })).toBeUndefined();
    expect(courseOf({ columns: columns.slice(1), rows })).toBeUndefined();
  });

  test("has each hole once, and none in texts and comments", () => {
    const sql = "SELECT {a:Date}, '{b:String}', {a:Date} -- {c:Int8}\n/* {d:Int8} */, {names : Array(String)}";
    expect(holes(sql)).toEqual([{ name: "a", type: "Date" }, { name: "names", type: "Array(String)" }]);
  });

  test("takes what was written as a value of the type", () => {
    expect([valueOf("Int64", "12"), valueOf("Int64", "9007199254740993"), valueOf("Int8", "x"), valueOf("Float64", "0.5"), valueOf("Int8", "")]).toEqual([12, "9007199254740993", "x", 0.5, undefined]);
    expect([valueOf("Bool", "true"), valueOf("String", ""), valueOf("Array(UInt8)", "1，2, 3"), valueOf("Date", "-7d")]).toEqual([true, "", [1, 2, 3], "-7d"]);
  });

  test("sends only what its text asks for", () => {
    expect(sqlBody({ sql: "SELECT {a:Int8}, {since:Date}", parameters: { a: 1, b: 2, since: "" } }).parameters).toEqual({ a: 1 });
  });
});
