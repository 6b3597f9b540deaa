/** What the server finds for a typed text: saved reports, dashboards, segments, events and people, as entries of the palette. */
import { DashboardOutlined, FundOutlined, TagOutlined, TeamOutlined, UserOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import type { Project } from "@/session/session";
import { idShort } from "@/shared/format";
import { reportPage } from "@/shared/report/kinds";
import { linkTo } from "@/shared/urlState";
import { useDebounced } from "@/shared/query/useDebounced";
import type { Entry } from "./entries";

type Found = Schemas["Everything"]["items"][number];

export function useFound(project: Project, typed: string): { found: readonly Entry[]; busy: boolean } {
  const asked = useDebounced(typed.trim(), 150);
  const navigate = useNavigate();
  const { data, isFetching } = useQuery({
    queryKey: ["search", project.id, asked],
    queryFn: () => answered(api.GET("/api/search", { params: { query: { q: asked } } })),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const found = useMemo(() => {
    if (!data || !typed.trim()) return [];
    return data.items.map<Entry>((one) => ({
      ...LOOK[one.kind],
      id: `${one.kind}-${one.id}`,
      name: one.name,
      note: one.kind === "person" ? idShort(one.id) : undefined,
      words: [],
      run: () => void navigate(`/p/${project.id}/${path(one)}`),
    }));
  }, [data, typed, navigate, project.id]);
  return { found, busy: isFetching };
}

const LOOK = {
  report: { group: "reports", icon: <FundOutlined /> },
  dashboard: { group: "reports", icon: <DashboardOutlined /> },
  segment: { group: "segments", icon: <TeamOutlined /> },
  event: { group: "events", icon: <TagOutlined /> },
  person: { group: "people", icon: <UserOutlined /> },
} as const;

function path({ kind, id, about }: Found): string {
  if (kind === "person") return `people/${encodeURIComponent(id)}`;
  if (kind === "segment") return `segments/${id}`;
  if (kind === "event") return linkTo("trends", { series: [{ event: id }] });
  if (kind === "dashboard") return `dashboards/${id}`;
  return reportPage({ kind: about, id }) ?? "reports";
}
