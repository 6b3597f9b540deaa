/** Charts leave the console: CSV that Excel opens rightly, PNG at twice the size. */
import type { ChartHandle, Table } from "./types";

const BOM = "\ufeff";

/** A cell of a CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(table: Table): string {
  const lines = [table.columns, ...table.rows].map((row) => row.map(csvCell).join(","));
  return `${BOM}${lines.join("\r\n")}\r\n`;
}

/** A name that every file system takes. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80);
  return `${plain || "report"}.${ending}`;
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveCsv(table: Table, name: string): void {
  save(new Blob([csv(table)], { type: "text/csv;charset=utf-8" }), fileName(name, "csv"));
}

/** The picture of a chart: `chartPng(ref)`. */
export async function chartPng(ref: React.RefObject<ChartHandle | null>): Promise<Blob | undefined> {
  return ref.current?.png();
}

export async function savePng(ref: React.RefObject<ChartHandle | null>, name: string): Promise<void> {
  const picture = await chartPng(ref);
  if (picture) save(picture, fileName(name, "png"));
}
