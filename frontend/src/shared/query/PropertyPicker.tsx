/** Which property, of events or of people, with its type. */
import { ApartmentOutlined, CalendarOutlined, CheckSquareOutlined, FieldNumberOutlined, FontSizeOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import { useProperties } from "./catalog";
import type { PropertyOf, PropertyType } from "./condition";
import { Finder, type Look, type Option } from "./Finder";
import { useDebounced } from "./useDebounced";

export interface Chosen {
  of: PropertyOf;
  property: string;
  type?: PropertyType;
}

interface Props {
  value?: Chosen;
  onChange: (chosen: Chosen) => void;
  /** Whose properties are offered. */
  of?: readonly PropertyOf[];
  /** Only properties of this event. */
  event?: string | null;
  /** Only properties of these types. */
  types?: readonly PropertyType[];
  label?: string;
  look?: Look;
  placeholder?: ReactNode;
  startOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Offered as the first choice: none. */
  onClear?: () => void;
}

const ICONS: Record<PropertyType, ReactNode> = {
  text: <FontSizeOutlined />,
  number: <FieldNumberOutlined />,
  boolean: <CheckSquareOutlined />,
  time: <CalendarOutlined />,
  list: <UnorderedListOutlined />,
  object: <ApartmentOutlined />,
};
const EVENT_FIRST = ["event", "person"] as const;

export function PropertyPicker({ value, onChange, of = EVENT_FIRST, event, types, look = "box", ...props }: Props) {
  const { t } = useTranslation("query");
  const [open, setOpen] = useState(props.startOpen ?? false);
  const [text, setText] = useState("");
  const search = useDebounced(text, 150);
  const events = useProperties("event", event, search, open && of.includes("event"));
  const people = useProperties("person", undefined, search, open && of.includes("person"));
  const format = useFormat();
  const options = of.flatMap((kind): Option<Chosen>[] =>
    ((kind === "event" ? events : people).data ?? [])
      .filter((each) => !types || types.includes(each.type))
      .map((each) => ({
        key: `${kind}.${each.name}`,
        value: { of: kind, property: each.name, type: each.type },
        text: each.name,
        icon: ICONS[each.type],
        note: `${t(`type.${each.type}`)} · ${format.percent(each.share, 0)}`,
        group: of.length > 1 ? t(`of.${kind}`) : undefined,
      })),
  );
  // A name that the catalogue has not seen (yet) can still be asked for.
  const typed = search && !options.some((each) => each.value.property === search);
  if (typed) options.push({ key: "typed", value: { of: of[0]!, property: search }, text: search, note: t("asTyped") });
  const none: Option<Chosen | null>[] = props.onClear && !search ? [{ key: "none", value: null, text: t("noProperty") }] : [];
  return (
    <Finder<Chosen | null>
      label={props.label ?? t("property")}
      shown={value ? <bdi title={value.property}>{value.property}</bdi> : (props.placeholder ?? t("chooseProperty"))}
      unset={!value && look !== "add" && look !== "icon" && look !== "plain"}
      look={look}
      options={[...none, ...options]}
      chosen={value ? [`${value.of}.${value.property}`] : []}
      onChoose={(chosen) => (chosen ? onChange(chosen) : props.onClear?.())}
      onSearch={setText}
      startOpen={props.startOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText("");
        props.onOpenChange?.(next);
      }}
      busy={events.isFetching || people.isFetching}
      nothing={events.isError || people.isError ? t("unreachable") : t("noProperties")}
    />
  );
}
