/** The little Markdown that a text on a dashboard knows. */

export type Block = { kind: "heading" | "text"; text: string } | { kind: "list"; items: string[] };

export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = found.at(-1);
    const heading = /^#{1,3}\s+(.+)/.exec(line);
    const item = /^[-*]\s+(.+)/.exec(line);
    if (heading) found.push({ kind: "heading", text: heading[1]! });
    else if (item && last?.kind === "list") last.items.push(item[1]!);
    else if (item) found.push({ kind: "list", items: [item[1]!] });
    else if (line.trim() && last?.kind === "text" && last.text) last.text += `\n${line}`;
    else found.push({ kind: "text", text: line.trim() });
  }
  return found.filter((one) => one.kind === "list" || one.text);
}

export function spans(text: string): { text: string; bold: boolean }[] {
  return text.split(/\*\*(.+?)\*\*/).map((part, n) => ({ text: part, bold: n % 2 === 1 })).filter((one) => one.text);
}
