/** A text field that tells what was typed when the hands rest, at Enter, or when they leave; not at every key. */
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
  className?: string;
  autoFocus?: boolean;
  maxLength?: number;
}

export function LazyInput({ label, value, onChange, maxLength = 1000, ...rest }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  const tell = (now: string) => {
    if (now === told.current) return;
    told.current = now;
    onChange(now);
  };
  const telling = useRef(tell);
  telling.current = tell;
  useEffect(() => {
    const timer = setTimeout(() => telling.current(text), 600);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      {...rest}
      aria-label={label}
      dir="auto"
      value={text}
      maxLength={maxLength}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => tell(text)}
      onPressEnter={() => tell(text)}
    />
  );
}
