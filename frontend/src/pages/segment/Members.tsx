/** Who is in a segment. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { MembersTable } from "@/shared/people/MembersTable";
import { segmentsKey } from "../segments/Segments";

export function Members({ segment }: { segment: Schemas["SegmentBody"] }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const found = useInfiniteQuery({
    queryKey: [...segmentsKey(project.id), segment.id, "members", segment.computed_at],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/segments/{id}/members", { params: { path: { id: segment.id }, query: { cursor: pageParam } } })) as Promise<Schemas["Persons"]>,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return <MembersTable found={found} nobody={t("nobody")} />;
}
