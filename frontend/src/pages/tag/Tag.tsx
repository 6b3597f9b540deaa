/** One tag: what it says of how many, how good it is, what it is made of, and its way to being published and retired. */
import { CalculatorOutlined, DeleteOutlined, EditOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, DatePicker, Popconfirm, Popover, Tag as Mark } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { TagDrawer } from "../tags/TagDrawer";
import { COLOURS } from "../tags/Tags";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey, useKinds } from "../tags/useTags";
import { ImportDrawer } from "./ImportDrawer";
import { Made } from "./Made";
import { Quality } from "./Quality";
import { Shares } from "./Shares";
import { Trials } from "./Trials";

export default function Tag() {
  const { id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: [...tagsKey(project.id), id],
    queryFn: () => answered(api.GET("/api/tags/{id}", { params: { path: { id } } })) as Promise<Body>,
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return <Known tag={asked.data} />;
}

function Known({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  return (
    <div className={css.page}>
      <Head tag={tag} />
      <div className={css.split}>
        <div className={css.stack}>
          <Shares tag={tag} />
          <Quality tag={tag} />
        </div>
        <div className={css.stack}>
          <Made tag={tag} />
          {tag.kind !== "import" && <Trials tag={tag} />}
          <Card size="small" title={t("usedBy")}>
            <UsedBy tag={tag} />
          </Card>
        </div>
      </div>
    </div>
  );
}

type Step = "review" | "draft" | "publish" | "retire";
const STEPS: Record<Body["status"], readonly Step[]> = { draft: ["review", "retire"], review: ["publish", "draft"], published: ["retire"], retired: ["draft"] };
const RIGHT = { review: "analyse", draft: "analyse", publish: "operate", retire: "operate" } as const;

function Head({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const given = useKinds().data?.find((one) => one.name === tag.kind)?.given;
  const [open, setOpen] = useState<"edit" | "import">();
  const path = { params: { path: { id: tag.id } } };
  const again = () => queries.invalidateQueries({ queryKey: tagsKey(project.id) });
  const step = useMutation({
    mutationFn: (to: Step) => answered(api.POST(`/api/tags/{id}/${to}`, path)) as Promise<unknown>,
    onSuccess: again,
    onError: tell.refusedAbout,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/tags/{id}", path)),
    onSuccess: async () => {
      await go(`/p/${project.id}/tags`);
      await again();
    },
    onError: tell.refusedAbout,
  });
  return (
    <header className={css.title}>
      <h1><bdi>{tag.name}</bdi></h1>
      <Mark color={COLOURS[tag.status]}>{t(`statuses.${tag.status}`)}</Mark>
      {!tag.automated && <Mark color="orange">{t("notAutomated")}</Mark>}
      <code>{tag.id}</code>
      <span className={css.space} />
      <div className={css.actions}>
        {may("analyse") && given && <Button icon={<UploadOutlined />} onClick={() => setOpen("import")}>{t("import")}</Button>}
        {may("analyse") && given === false && <Compute tag={tag} done={again} />}
        {may("analyse") && tag.status !== "retired" && <Button icon={<EditOutlined />} onClick={() => setOpen("edit")}>{t("edit")}</Button>}
        {STEPS[tag.status].map((to) =>
          may(RIGHT[to]) && !(to === "retire" && tag.published === null) ? (
            <Button key={to} type={to === "publish" || to === "review" ? "primary" : "default"} loading={step.isPending && step.variables === to} onClick={() => step.mutate(to)}>
              {t(`steps.${to}`)}
            </Button>
          ) : null,
        )}
        {may("analyse") && tag.published === null && (
          <Popconfirm title={t("removeSure")} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
            <Button icon={<DeleteOutlined />} aria-label={t("remove")} />
          </Popconfirm>
        )}
      </div>
      {open === "edit" && <TagDrawer tag={tag} close={() => setOpen(undefined)} />}
      {open === "import" && <ImportDrawer tag={tag} close={() => setOpen(undefined)} />}
    </header>
  );
}

/** For yesterday, or for a day that one chooses. */
function Compute({ tag, done }: { tag: Body; done: () => Promise<void> }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const tell = useTell();
  const [open, setOpen] = useState(false);
  const [base, setBase] = useState<string>();
  const compute = useMutation({
    mutationFn: () => answered(api.POST("/api/tags/{id}/compute", { params: { path: { id: tag.id } }, body: { base: base ?? null } as never })) as Promise<Schemas["RunBody"]>,
    onSuccess: async (run) => {
      setOpen(false);
      tell.done(t("computed", { base: format.day(run.base), people: format.number(run.people) }));
      await done();
    },
    onError: tell.refusedAbout,
  });
  const content = (
    <div className={css.stack}>
      <DatePicker
        aria-label={t("base")}
        placeholder={t("yesterday")}
        value={base ? dayjs(base) : null}
        disabledDate={(day) => day.isAfter(dayjs())}
        onChange={(day) => setBase(day?.format("YYYY-MM-DD"))}
      />
      <Button type="primary" loading={compute.isPending} onClick={() => compute.mutate()}>{t("compute")}</Button>
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} title={t("computeFor")} content={content}>
      <Button icon={<CalculatorOutlined />}>{t("compute")}</Button>
    </Popover>
  );
}

function UsedBy({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  if (tag.used_by.length === 0) return <p className={css.muted}>{t("unused")}</p>;
  const where = { segment: "segments", tag: "tags", report: "reports" } as const;
  return (
    <ul className={css.used}>
      {tag.used_by.map((one) => (
        <li key={`${one.kind}-${one.id}`}>
          <Link to={`/p/${project.id}/${one.kind === "report" ? "reports" : `${where[one.kind]}/${one.id}`}`}><bdi>{one.name}</bdi></Link>
        </li>
      ))}
    </ul>
  );
}
