/** What the server finds for a typed text: saved reports, segments, events and people, as entries of the palette. */
import { FundOutlined, TagOutlined, TeamOutlined, UserOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useNavigate } from "react-router";
import { soon } from "@/api/soon";
import type { Project } from "@/session/session";
import { linkTo } from "@/shared/urlState";
import { useDebounced } from "@/shared/query/useDebounced";
import type { Entry } from "./entries";

export interface Found {
  reports: { id: string; name: string; kind: string; query: Record<string, unknown> }[];
  segments: { id: string; name: string }[];
  events: { name: string; volume_30d: number }[];
  persons: { id: string; name?: string | null; distinct_id?: string | null }[];
}

export function useFound(project: Project, typed: string): { found: readonly Entry[]; busy: boolean } {
  const asked = useDebounced(typed.trim(), 150);
  const navigate = useNavigate();
  const { data, isFetching } = useQuery({
    queryKey: ["search", project.id, asked],
    queryFn: () => soon<Found>("GET", "/api/search", { params: { query: { q: asked } } }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const found = useMemo(() => {
    if (!data || !typed.trim()) return [];
    const entry = (group: Entry["group"], icon: ReactNode, id: string, name: string, path: string): Entry => ({
      id: `${group}-${id}`, group, icon, name, words: [], run: () => void navigate(`/p/${project.id}/${path}`),
    });
    return [
      ...data.reports.map((one) => entry("reports", <FundOutlined />, one.id, one.name, reportPath(one))),
      ...data.segments.map((one) => entry("segments", <TeamOutlined />, one.id, one.name, `segments/${one.id}`)),
      ...data.events.map((one) => entry("events", <TagOutlined />, one.name, one.name, trendOf(one.name))),
      ...data.persons.map((one) => entry("people", <UserOutlined />, one.id, one.name ?? one.distinct_id ?? one.id, `people/${encodeURIComponent(one.id)}`)),
    ];
  }, [data, typed, navigate, project.id]);
  return { found, busy: isFetching };
}

const PAGES: Record<string, string> = { trend: "trends", funnel: "funnels", retention: "retention" };

function reportPath(report: Found["reports"][number]): string {
  const page = PAGES[report.kind];
  return page ? linkTo(page, report.query) : "reports";
}

function trendOf(event: string): string {
  return linkTo("trends", { series: [{ event }] });
}
