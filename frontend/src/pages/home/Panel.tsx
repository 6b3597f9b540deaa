/** A card of Home with a name and a way to more. */
import { RightOutlined } from "@ant-design/icons";
import { type ReactNode, useId } from "react";
import { Link } from "react-router";
import css from "./Home.module.css";

interface Props {
  title: ReactNode;
  more?: { to: string; text: string };
  children: ReactNode;
  className?: string;
}

export function Panel({ title, more, children, className }: Props) {
  const id = useId();
  return (
    <section className={`${css.panel} ${className ?? ""}`} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id}>{title}</h2>
        {more && <Link to={more.to} className={css.more}>{more.text} <RightOutlined /></Link>}
      </header>
      {children}
    </section>
  );
}
