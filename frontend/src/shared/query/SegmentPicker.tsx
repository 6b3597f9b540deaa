/** Which segment, by its name. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Finder } from "./Finder";

interface Props {
  value?: string;
  onChange: (id: string) => void;
  startOpen?: boolean;
}

/** The project's segments; asked again whenever one is made, changed or taken away. */
export function useSegments() {
  const { id, rights } = useProject();
  return useQuery({
    queryKey: ["segments", id, "names"],
    enabled: rights.includes("read"),
    queryFn: ({ signal }) => answered(api.GET("/api/segments", { params: { query: { limit: 1000 } }, signal })),
    select: (page) => page.items,
  });
}

export function SegmentPicker({ value, onChange, startOpen }: Props) {
  const { t } = useTranslation("query");
  const found = useSegments();
  const segments = found.data ?? [];
  const now = segments.find((each) => each.id === value);
  return (
    <Finder
      label={t("segment")}
      shown={value ? <bdi>{now?.name ?? value}</bdi> : t("chooseSegment")}
      unset={!value}
      options={segments.map((each) => ({ key: each.id, value: each.id, text: each.name }))}
      chosen={value ? [value] : []}
      onChoose={onChange}
      startOpen={startOpen}
      busy={found.isFetching}
      nothing={t(found.isError ? "unreachable" : "noSegments")}
    />
  );
}
