/** Who belongs to the project and as what; inviting, a new link, leaving; and the table of what each role may do. */
import { MoreOutlined, UserAddOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Dropdown, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { queries, SESSION } from "@/api/queries";
import type { Right, Role } from "@/session/session";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { Invite, LinkDialog } from "./Invite";
import { RoleTable } from "./RoleTable";
import css from "./Settings.module.css";

type Member = Schemas["MemberBody"];
type Roles = Schemas["RoleBody"][];

export function Members() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const may = useMay();
  const [inviting, setInviting] = useState(false);
  const members = useQuery({ queryKey: ["members", id], queryFn: () => answered(api.GET("/api/members")), staleTime: 0 });
  const roles = useQuery({ queryKey: ["roles"], queryFn: () => answered(api.GET("/api/roles")), staleTime: Infinity });
  const error = members.error ?? roles.error;
  if (error) return <Failed error={error} retry={() => void (members.error ? members : roles).refetch()} />;
  if (!members.data || !roles.data) return <Loading rows={6} />;
  return (
    <>
      <section className={css.panel}>
        <div className={css.head}>
          <div>
            <h2>{t("section.members")}</h2>
            <p>{t("members.why")}</p>
          </div>
          {may("manage") && <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>{t("members.invite")}</Button>}
        </div>
        <MemberTable members={members.data.items} roles={roles.data.items} />
      </section>
      <RoleTable roles={roles.data.items} />
      {inviting && <Invite roles={given(roles.data.items, may)} close={() => setInviting(false)} />}
    </>
  );
}

/** Nobody gives more than they have. */
export function given(roles: Roles, may: (right: Right) => boolean): Role[] {
  return roles.filter((one) => one.rights.every(may)).map((one) => one.role);
}

function MemberTable({ members, roles }: { members: Member[]; roles: Roles }) {
  const { t } = useTranslation(["settings", "shell"]);
  const { id } = useProject();
  const may = useMay();
  const tell = useTell();
  const offered = given(roles, may);
  const change = useMutation({
    mutationFn: ({ who, role }: { who: string; role: Role }) => answered(api.PATCH("/api/members/{id}", { params: { path: { id: who } }, body: { role } })),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ["members", id] }), queries.refetchQueries({ queryKey: SESSION })]),
    onSuccess: () => tell.done(t("saved")),
    onError: tell.refused,
  });
  const name = (one: Member) => (
    <>
      <bdi>{one.name || one.email}</bdi> {one.you && <Tag>{t("members.you")}</Tag>}
      {!one.joined_at && <Tag color="warning">{t("members.invited")}</Tag>}
      <div className={css.dim}>{one.email}</div>
    </>
  );
  const role = (one: Member) =>
    may("manage") && offered.includes(one.role) ? (
      <Select
        aria-label={t("members.roleOf", { name: one.name || one.email })}
        value={one.role}
        variant="borderless"
        popupMatchSelectWidth={false}
        onChange={(next: Role) => change.mutate({ who: one.id, role: next })}
        options={offered.map((value) => ({ value, label: t(`shell:role.${value}`) }))}
      />
    ) : (
      t(`shell:role.${one.role}`)
    );
  return (
    <Table<Member>
      className={css.table}
      size="middle"
      rowKey="id"
      pagination={false}
      dataSource={members}
      columns={[
        { title: t("members.name"), render: (_, one) => name(one) },
        { title: t("members.role"), width: 160, render: (_, one) => role(one) },
        { title: "", width: 48, align: "right", render: (_, one) => (may("manage") && offered.includes(one.role)) || one.you ? <Actions one={one} /> : null },
      ]}
    />
  );
}

function Actions({ one }: { one: Member }) {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const may = useMay();
  const { modal } = App.useApp();
  const tell = useTell();
  const navigate = useNavigate();
  const [link, setLink] = useState<string>();
  const at = { params: { path: { id: one.id } } };
  const renew = useMutation({ mutationFn: () => answered(api.POST("/api/members/{id}/invitation", at)), onSuccess: (made) => setLink(made.path), onError: tell.refused });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/members/{id}", at)),
    onSuccess: async () => {
      if (!one.you) return queries.invalidateQueries({ queryKey: ["members", id] });
      // Known first, or `/` would lead back into the project that was just left.
      await queries.refetchQueries({ queryKey: SESSION });
      await navigate("/", { replace: true });
    },
    onError: tell.refused,
  });
  const ask = () =>
    modal.confirm({
      title: t(one.you ? "members.leaveSure" : "members.removeSure", { name: one.name || one.email }),
      okText: t(one.you ? "members.leave" : "members.remove"),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync().catch(() => undefined),
    });
  const items = [
    ...(may("manage") ? [{ key: "link", label: t(one.joined_at ? "members.reset" : "members.link"), onClick: () => renew.mutate() }] : []),
    { key: "remove", danger: true, label: t(one.you ? "members.leave" : "members.remove"), onClick: ask },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }} placement="bottomRight">
        <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t("members.actions", { name: one.name || one.email })} />
      </Dropdown>
      {link && <LinkDialog path={link} email={one.email} close={() => setLink(undefined)} />}
    </>
  );
}
