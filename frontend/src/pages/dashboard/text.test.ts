import { expect, test } from "vitest";
import { blocks, spans } from "./text";

test("a text is read as headings, lists and paragraphs, and nothing of it as markup", () => {
  expect(blocks("# A\nb\nc\n\nd\n- x\n- y\n<script>")).toEqual([
    { kind: "heading", text: "A" },
    { kind: "text", text: "b\nc" },
    { kind: "text", text: "d" },
    { kind: "list", items: ["x", "y"] },
    { kind: "text", text: "<script>" },
  ]);
  expect(spans("a **b** c")).toEqual([{ text: "a ", bold: false }, { text: "b", bold: true }, { text: " c", bold: false }]);
});
