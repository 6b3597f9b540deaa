/** A text on a dashboard: paragraphs, headings (#), lists (-) and **bold**, and nothing that could run. */
import { Fragment, type ReactNode } from "react";
import css from "./Dashboard.module.css";
import { type Block, blocks, spans } from "./text";

export function Told({ text }: { text: string }) {
  return <div className={css.text} dir="auto">{blocks(text).map((block, n) => <Fragment key={n}>{shown(block)}</Fragment>)}</div>;
}

function shown(block: Block): ReactNode {
  if (block.kind === "heading") return <h3>{line(block.text)}</h3>;
  if (block.kind === "list") return <ul>{block.items.map((item, n) => <li key={n}>{line(item)}</li>)}</ul>;
  return <p>{line(block.text)}</p>;
}

const line = (text: string) => spans(text).map((span, n) => (span.bold ? <b key={n}>{span.text}</b> : <Fragment key={n}>{span.text}</Fragment>));
