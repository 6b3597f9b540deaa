/** One value of a tag for many people at once: for those chosen in the list, or for everybody on it. */
import { TagOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AutoComplete, Button, Form, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { tagsKey, useKinds, useTags, valueText } from "@/pages/tags/useTags";
import { useProject } from "@/session/useProject";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";

interface Props {
  /** The list as it is asked for, without the page. */
  list: Pick<Schemas["PersonsQuery"], "condition" | "search">;
  total: number;
  chosen: string[];
  done: () => void;
}

interface Fields {
  tag: string;
  way: "give" | "take";
  value?: string;
  whom: "chosen" | "all";
}

export function GiveTag(props: Props) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<TagOutlined />} disabled={props.total === 0} onClick={() => setOpen(true)}>{t("give")}</Button>
      {open && <Dialog {...props} close={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ list, total, chosen, done, close }: Props & { close: () => void }) {
  const { t } = useTranslation("people");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const format = useFormat();
  const queries = useQueryClient();
  const tell = useTell();
  const tags = useTags();
  const kinds = useKinds();
  const [form] = Form.useForm<Fields>();
  const tag = Form.useWatch("tag", form);
  const way = Form.useWatch("way", form);
  const given = new Set(kinds.data?.filter((one) => one.given).map((one) => one.name));
  const open = tags.data?.filter((one) => given.has(one.kind) && one.status !== "retired") ?? [];
  const known = open.find((one) => one.id === tag)?.run?.shares ?? [];
  const send = useMutation({
    mutationFn: ({ tag, way, value, whom }: Fields) => {
      const body = { value: way === "take" ? null : value!.trim(), ...(whom === "chosen" ? { persons: chosen } : list) };
      return answered(api.POST("/api/tags/{id}/give", { params: { path: { id: tag } }, body: body as never })) as Promise<Schemas["RunBody"]>;
    },
    onSuccess: async (run) => {
      tell.done(t("given", { count: run.people, shown: format.number(run.people) }));
      close();
      done();
      await queries.invalidateQueries({ queryKey: tagsKey(project.id) });
    },
    onError: tell.refusedAbout,
  });
  const none = tags.isSuccess && kinds.isSuccess && open.length === 0;
  return (
    <Modal open title={t("give")} okText={way === "take" ? t("ways.take") : t("ways.give")} cancelText={c("cancel")} okButtonProps={{ disabled: open.length === 0 }} confirmLoading={send.isPending} onCancel={close} onOk={form.submit}>
      {tags.isError && <Failed small error={tags.error} retry={() => void tags.refetch()} />}
      {none ? (
        <p>{t("noTags")} <Link to={`/p/${project.id}/tags`}>{t("toTags")}</Link></p>
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ way: "give", whom: chosen.length ? "chosen" : "all" }} onFinish={send.mutate}>
          <Form.Item name="tag" label={t("tag")} extra={t("tagWhy")} rules={[{ required: true, message: t("needTag") }]}>
            <Select showSearch={{ optionFilterProp: "label" }} loading={tags.isPending} options={open.map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
          <Form.Item name="way">
            <Radio.Group options={(["give", "take"] as const).map((value) => ({ value, label: t(`ways.${value}`) }))} />
          </Form.Item>
          {way !== "take" && (
            <Form.Item name="value" label={t("value")} rules={[{ required: true, whitespace: true, max: 1000, message: t("needValue") }]}>
              <AutoComplete options={known.map((one) => ({ value: valueText(one.value) }))} showSearch={{ filterOption: true }} />
            </Form.Item>
          )}
          <Form.Item name="whom" label={t("whom")}>
            <Radio.Group
              style={{ display: "grid" }}
              options={[
                { value: "chosen", label: t("chosen", { count: chosen.length, shown: format.number(chosen.length) }), disabled: chosen.length === 0 },
                { value: "all", label: t("onList", { count: total, shown: format.number(total) }) },
              ]}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
