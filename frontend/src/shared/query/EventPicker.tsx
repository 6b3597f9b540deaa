/** Which event: searched among all the project's names on the server, the busiest first. */
import { ThunderboltOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import { useEventNames } from "./catalog";
import { Finder, type Look, type Option } from "./Finder";
import { useDebounced } from "./useDebounced";

interface Props {
  /** null = any event; undefined = none chosen yet. */
  value?: string | null;
  onChange: (event: string | null) => void;
  /** Offer "any event". */
  any?: boolean;
  label?: string;
  look?: Look;
  /** What the button says while nothing is chosen. */
  placeholder?: string;
  startOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

export function EventPicker({ value, onChange, any = true, label, look = "box", placeholder, startOpen, onOpenChange, className }: Props) {
  const { t } = useTranslation("query");
  const [open, setOpen] = useState(startOpen ?? false);
  const [text, setText] = useState("");
  const search = useDebounced(text, 150);
  const found = useEventNames(search, open);
  const format = useFormat();
  const names = found.data?.pages.flatMap((page) => page.items) ?? [];
  const options: Option<string | null>[] = names.map((each) => ({
    key: `=${each.name}`,
    value: each.name,
    text: each.name,
    icon: <ThunderboltOutlined />,
    note: <span title={t("volume30")}>{format.compact(each.volume_30d)}</span>,
  }));
  if (any && !search) options.unshift({ key: "*", value: null, text: t("anyEvent") });
  const shown = value === undefined ? (placeholder ?? t("chooseEvent")) : value === null ? t("anyEvent") : <bdi title={value}>{value}</bdi>;
  return (
    <Finder
      label={label ?? t("event")}
      shown={shown}
      unset={value === undefined && look !== "add" && look !== "plain"}
      look={look}
      className={className}
      options={options}
      chosen={value === undefined ? [] : [value === null ? "*" : `=${value}`]}
      onChoose={onChange}
      onSearch={setText}
      startOpen={startOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText("");
        onOpenChange?.(next);
      }}
      more={found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : undefined}
      busy={found.isFetching}
      nothing={found.isError ? t("unreachable") : search ? t("noSuchEvent") : t("noEvents")}
    />
  );
}
