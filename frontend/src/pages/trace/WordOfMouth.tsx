/** Word of mouth: how fast it spreads, what each generation paid, who led to most, and the tree around one person. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { Kpi, Twin } from "@/chart";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Trace.module.css";
import { TreeTable } from "./TreeTable";

export function WordOfMouth() {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const [params, setParams] = useSearchParams();
  const person = params.get("person") ?? "";
  const found = useQuery({
    queryKey: ["trace", id, "spread"],
    queryFn: ({ signal }) => answered(api.GET("/api/trace/spread", { params: { query: { limit: 30 } }, signal })),
  });
  if (found.isPending) return <section className={css.card}><Loading height={420} /></section>;
  if (found.isError) return <section className={css.card}><Failed error={found.error} retry={() => void found.refetch()} /></section>;
  const open = (who: string) => setParams(who ? { side: "mouth", person: who } : { side: "mouth" });
  return (
    <>
      <Numbers numbers={found.data.numbers} />
      <section className={css.card}>
        <div className={css.search}>
          <h2>{t(person ? "tree" : "origins")}</h2>
          <Input.Search key={person} className={css.find} defaultValue={person} allowClear placeholder={t("hint.person")} aria-label={t("hint.person")} onSearch={(text) => open(text.trim())} />
        </div>
        {person ? (
          <Around person={person} onPerson={open} />
        ) : found.data.origins.length === 0 ? (
          <Empty small title={t("noTree")}>{t("noTreeWhy")}</Empty>
        ) : (
          <TreeTable nodes={found.data.origins} onPerson={open} />
        )}
      </section>
    </>
  );
}

function Around({ person, onPerson }: { person: string; onPerson: (id: string) => void }) {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const found = useQuery({
    queryKey: ["trace", id, "tree", person],
    queryFn: ({ signal }) => answered(api.GET("/api/trace/tree", { params: { query: { person } }, signal })),
  });
  if (found.isPending) return <Loading height={240} />;
  if (found.isError) return <Failed small error={found.error} retry={() => void found.refetch()} />;
  if (found.data.nodes.length === 0) return <Empty small title={t("inNoTree")} />;
  return <TreeTable nodes={found.data.nodes} onPerson={onPerson} />;
}

function Numbers({ numbers }: { numbers: Schemas["Spreading"] }) {
  const { t } = useTranslation("trace");
  const format = useFormat();
  const days = (value: number | null) => (value === null ? null : format.duration(value * 86_400));
  return (
    <section className={css.card}>
      <div className={css.heads}>
        <Kpi label={t("k")} value={numbers.k === null ? null : format.number(numbers.k, 3)} hint={t("kHint")} />
        <Kpi label={t("invitationsEach")} value={numbers.invitations_each === null ? null : format.number(numbers.invitations_each, 3)} />
        <Kpi label={t("acceptedShare")} value={format.percent(numbers.accepted_share)} />
        <Kpi label={t("generationTime")} value={days(numbers.generation_days_median)} hint={t("generationTimeHint", { mean: days(numbers.generation_days) })} />
        <Kpi label={t("broughtAll")} value={format.number(numbers.brought)} />
      </div>
      <Twin
        label={t("generations")}
        table={{
          columns: [t("generation"), t("people"), t("payers"), t("orders"), t("paid")],
          rows: [
            ...numbers.generations.map((one) => [t("generationName", { n: one.generation }), one.people, one.payers, one.orders, format.money(one.paid)]),
            [t("sum"), numbers.people, null, numbers.orders, format.money(numbers.paid)],
          ],
        }}
      />
      {numbers.unsigned > 0 && <p className={css.hint}>{t("unsigned", { count: numbers.unsigned })}</p>}
    </section>
  );
}
