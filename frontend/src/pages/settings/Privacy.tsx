/** What a project asks consent for, which properties are personal, and the receipts of erasures. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { queries } from "@/api/queries";
import { useMay, useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Settings.module.css";

type Purpose = Schemas["PurposeBody"];
type Classed = Schemas["PropertyClassBody"];
type Erasure = Schemas["ErasureBody"];
const LEVELS = ["public", "internal", "personal", "sensitive"] as const;
type Level = (typeof LEVELS)[number];

export function Privacy() {
  const may = useMay();
  return (
    <>
      <Purposes />
      <Classes />
      {may("people") && <Erasures />}
    </>
  );
}

function Purposes() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const asked = useQuery({ queryKey: ["purposes", id], queryFn: () => answered(api.GET("/api/consents/purposes")) });
  return (
    <section className={css.panel}>
      <h2>{t("purposes.title")}</h2>
      <p>{t("purposes.why")}</p>
      {asked.isError ? <Failed small error={asked.error} retry={() => void asked.refetch()} /> : asked.isPending ? <Loading rows={3} /> : <PurposeForm key={JSON.stringify(asked.data.items)} purposes={asked.data.items} />}
    </section>
  );
}

function PurposeForm({ purposes }: { purposes: Purpose[] }) {
  const { t } = useTranslation(["settings", "common"]);
  const { id } = useProject();
  const may = useMay();
  const tell = useTell();
  const [form] = Form.useForm<{ items: Purpose[] }>();
  const keep = useMutation({
    mutationFn: ({ items }: { items: Purpose[] }) =>
      answered(api.PUT("/api/consents/purposes", { body: { items: items.map((one) => ({ ...one, description: one.description ?? "", channels: one.channels ?? [] })) } })),
    onSuccess: async () => {
      tell.done(t("saved"));
      await queries.invalidateQueries({ queryKey: ["purposes", id] });
    },
    onError: tell.refusedAbout,
  });
  const needed = [{ required: true, whitespace: true, message: t("purposes.needed") }];
  const slug = [{ required: true, pattern: /^[a-z][a-z0-9_]{0,49}$/, message: t("purposes.slug") }];
  return (
    <Form form={form} disabled={!may("manage")} initialValues={{ items: purposes }} onFinish={(given) => keep.mutate(given)}>
      <Form.List name="items">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className={css.purpose}>
                <Form.Item name={[row.name, "name"]} rules={needed}><Input maxLength={100} placeholder={t("purposes.name")} aria-label={t("purposes.name")} dir="auto" /></Form.Item>
                <Form.Item name={[row.name, "id"]} rules={slug}><Input maxLength={50} placeholder={t("purposes.id")} aria-label={t("purposes.id")} /></Form.Item>
                <Form.Item name={[row.name, "channels"]}><Select mode="tags" tokenSeparators={[",", " "]} placeholder={t("purposes.channels")} aria-label={t("purposes.channels")} /></Form.Item>
                {may("manage") && <Button type="text" icon={<DeleteOutlined />} aria-label={t("purposes.remove")} onClick={() => remove(row.name)} />}
              </div>
            ))}
            {may("manage") && (
              <div className={css.picks}>
                <Button icon={<PlusOutlined />} onClick={() => add({ id: "", name: "", description: "", channels: [] })}>{t("purposes.add")}</Button>
                <Button type="primary" htmlType="submit" loading={keep.isPending}>{t("common:save")}</Button>
              </div>
            )}
          </>
        )}
      </Form.List>
    </Form>
  );
}

function Classes() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const may = useMay();
  const tell = useTell();
  const [search, setSearch] = useState("");
  const key = ["property-classes", id];
  const asked = useQuery({ queryKey: key, queryFn: () => answered(api.GET("/api/properties/classes")) });
  const give = useMutation({
    mutationFn: (classes: Record<string, Level>) => answered(api.PUT("/api/properties/classes", { body: { classes } })),
    onSuccess: (found) => {
      queries.setQueryData(key, found);
      tell.done(t("saved"));
    },
    onError: tell.refusedAbout,
  });
  const found = asked.data?.items.filter((one) => one.name.toLowerCase().includes(search.trim().toLowerCase())) ?? [];
  return (
    <section className={css.panel}>
      <h2>{t("classes.title")}</h2>
      <p>{t("classes.why")}</p>
      {asked.isError ? (
        <Failed small error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Loading rows={5} />
      ) : (
        <>
          <Input.Search className={css.form} allowClear value={search} onChange={(e) => setSearch(e.target.value)} placeholder={t("classes.search")} aria-label={t("classes.search")} />
          <div className={css.scroll} role="region" tabIndex={0} aria-label={t("classes.title")}>
            <Table<Classed>
              size="small"
              rowKey="name"
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              dataSource={found}
              columns={[
                { title: t("classes.property"), render: (_, one) => <bdi className={css.key}>{one.name}</bdi> },
                {
                  title: t("classes.class"),
                  width: 200,
                  render: (_, one) => (
                    <Select<Level> size="small" className={css.wide} disabled={!may("manage")} value={one.class} aria-label={`${t("classes.class")} ${one.name}`} onChange={(level) => give.mutate({ [one.name]: level })} options={LEVELS.map((level) => ({ value: level, label: t(`level.${level}`) }))} />
                  ),
                },
                { title: "", render: (_, one) => <span className={css.dim}>{t(`levelWhy.${one.class}`)}</span> },
              ]}
            />
          </div>
        </>
      )}
    </section>
  );
}

function Erasures() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const format = useFormat();
  const [person, setPerson] = useState("");
  const asked = useQuery({
    queryKey: ["erasures", id, person],
    queryFn: () => answered(api.GET("/api/erasures", { params: { query: person ? { person } : {} } })),
    staleTime: 0,
  });
  return (
    <section className={css.panel}>
      <h2>{t("erasures.title")}</h2>
      <p>{t("erasures.why")}</p>
      <Input.Search className={css.form} allowClear onSearch={(text) => setPerson(text.trim())} placeholder={t("erasures.search")} aria-label={t("erasures.search")} />
      {asked.isError ? (
        <Failed small error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Loading rows={2} />
      ) : asked.data.items.length === 0 ? (
        <Empty small title={t(person ? "erasures.notFound" : "erasures.none")} />
      ) : (
        <div className={css.scroll} role="region" tabIndex={0} aria-label={t("erasures.title")}>
          <Table<Erasure>
            size="small"
            rowKey="id"
            pagination={false}
            dataSource={asked.data.items}
            columns={[
              { title: t("erasures.receipt"), render: (_, one) => <span className={css.key}>{one.id}</span> },
              { title: t("erasures.asked"), render: (_, one) => [format.at(one.asked_at), one.asked_by].filter(Boolean).join(" · ") },
              { title: t("erasures.state"), render: (_, one) => <Tag color={one.state === "done" ? "success" : "processing"}>{t(`erasures.${one.state}`)}</Tag> },
              { title: t("erasures.went"), align: "right", render: (_, one) => format.number(Object.values(one.went).reduce((sum, each) => sum + each, 0)) },
            ]}
          />
        </div>
      )}
    </section>
  );
}
