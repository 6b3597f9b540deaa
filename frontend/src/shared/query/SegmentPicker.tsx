/** Which segment, by its name. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { Finder } from "./Finder";

interface Props {
  value?: string;
  onChange: (id: string) => void;
  startOpen?: boolean;
}

interface Named {
  id: string;
  name: string;
  people?: number | null;
}
type Untyped = { GET: (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }> };

/** The project's segments. */
export function useSegments() {
  return useQuery({
    queryKey: ["segments", "names"],
    queryFn: ({ signal }) =>
      answered((api as unknown as Untyped).GET("/api/segments", { params: { query: { limit: 200 } }, signal })) as Promise<{ items: Named[] }>,
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
      nothing={t("noSegments")}
    />
  );
}
