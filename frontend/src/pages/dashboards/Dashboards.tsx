/** All dashboards of the project, and templates to begin with: one for each kind of team. */
import { DashboardOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Form, Input, Modal, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Schemas } from "@/api/client";
import { useMay, useProject, useSession } from "@/session/useProject";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { useChanging, useDashboards, useTemplates } from "../dashboard/useDashboard";
import css from "../segments/Segments.module.css";

export default function Dashboards() {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const asked = useDashboards();
  const [making, setMaking] = useState(false);
  const [whose, setWhose] = useState<"all" | "mine">("all");
  const me = useSession()?.account.name;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const shown = asked.data?.filter((one) => whose === "all" || one.owner === me);
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        {may("analyse") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("new")}</Button>}
      </header>
      <Card size="small">
        {asked.data?.length === 0 ? (
          <Empty icon={<DashboardOutlined />} title={t("none")}>{t(may("analyse") ? "noneWhy" : "noneAsk")}</Empty>
        ) : (
          <SearchedTable<Schemas["DashboardEntry"]>
            rowKey="id"
            rows={shown}
            text={(one) => `${one.name} ${one.description}`}
            label={t("search")}
            busy={asked.isPending}
            columns={[
              { title: t("dashboard"), width: 420, render: (_, one) => <div className={css.what}><Link to={`/p/${project.id}/dashboards/${one.id}`}><bdi>{one.name}</bdi></Link><small>{one.description}</small></div> },
              { title: t("tiles"), width: 90, align: "end", render: (_, one) => format.number(one.tiles) },
              { title: t("owner"), width: 140, render: (_, one) => one.owner || t("program") },
              { title: t("changed"), width: 150, render: (_, one) => <span title={format.at(one.changed_at)}>{format.ago(one.changed_at)}</span> },
              { title: "", width: 48, render: (_, one) => <Remove one={one} /> },
            ]}
          >
            <Segmented aria-label={t("whose")} value={whose} options={(["all", "mine"] as const).map((value) => ({ value, label: t(value) }))} onChange={setWhose} />
          </SearchedTable>
        )}
      </Card>
      {may("analyse") && <Templates />}
      {making && <NewDashboard close={() => setMaking(false)} />}
    </div>
  );
}

function Templates() {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const asked = useTemplates();
  const { fromTemplate } = useChanging();
  const go = useNavigate();
  const tell = useTell();
  if (!asked.data?.length) return null;
  const use = (role: Schemas["DashboardTemplate"]["role"]) => fromTemplate.mutate(role, { onSuccess: (one) => void go(`/p/${project.id}/dashboards/${one.id}`), onError: tell.refused });
  return (
    <section>
      <h2 style={{ fontSize: 13.5, margin: "4px 0 8px" }}>{t("templates")}</h2>
      <div style={{ display: "grid", gap: 12, gridTemplateColumns: "repeat(auto-fill, minmax(240px, 1fr))" }}>
        {asked.data.map((one) => (
          <Card key={one.role} size="small" title={one.name}>
            <p style={{ margin: "0 0 4px" }}>{one.about}</p>
            <p className={css.fresh} style={{ margin: "0 0 10px" }}>{t("templateTiles", { count: one.tiles })}</p>
            <Button disabled={one.tiles === 0} loading={fromTemplate.isPending && fromTemplate.variables === one.role} onClick={() => use(one.role)}>{t("use")}</Button>
          </Card>
        ))}
      </div>
    </section>
  );
}

function NewDashboard({ close }: { close: () => void }) {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const { create } = useChanging();
  const go = useNavigate();
  const tell = useTell();
  const [form] = Form.useForm<{ name: string }>();
  const make = ({ name }: { name: string }) =>
    create.mutate(name.trim(), { onSuccess: (one) => void go(`/p/${project.id}/dashboards/${one.id}?edit=1`), onError: tell.refusedAbout });
  return (
    <Modal open title={t("new")} okText={t("make")} onCancel={close} onOk={() => form.submit()} confirmLoading={create.isPending}>
      <Form form={form} layout="vertical" onFinish={make}>
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}>
          <Input autoFocus maxLength={200} dir="auto" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Remove({ one }: { one: Schemas["DashboardEntry"] }) {
  const { t } = useTranslation("dashboards");
  const may = useMay();
  const { remove } = useChanging();
  const tell = useTell();
  if (!may("analyse")) return null;
  return (
    <Popconfirm title={t("removeSure", { name: one.name })} okText={t("remove")} onConfirm={() => remove.mutateAsync(one.id).catch(tell.refused)}>
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("removeOne", { name: one.name })} />
    </Popconfirm>
  );
}
