/** A field whose text the address holds: the letters are kept here too, for the address follows more slowly than hands. */
import { Input } from "antd";
import { useEffect, useState } from "react";

interface Props {
  label: string;
  value: string;
  onChange: (search: string) => void;
  className?: string;
}

export function SearchBox({ label, value, onChange, className }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <Input.Search
      className={className}
      allowClear
      maxLength={200}
      value={text}
      placeholder={label}
      aria-label={label}
      dir="auto"
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}
