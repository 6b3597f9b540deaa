/** Which project one is in, the others one may enter, and a new one. */
import { CheckOutlined, DownOutlined, PlusOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Project } from "@/session/session";
import { useSession } from "@/session/useProject";
import { CreateProject } from "./CreateProject";
import css from "./ProjectSwitcher.module.css";

export function ProjectSwitcher({ project }: { project: Project }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const session = useSession();
  const projects = session?.projects ?? [];
  const more = [
    { type: "divider" as const },
    { key: "+", icon: <PlusOutlined />, label: t("project.new"), onClick: () => setMaking(true) },
  ];
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          className: css.menu,
          selectedKeys: [project.id],
          items: [
            ...projects.map((one) => ({
              key: one.id,
              label: (
                <span className={css.row}>
                  <span className={css.one} dir="auto">{one.name}</span>
                  <span className={css.role}>{t(`role.${one.role}`)}</span>
                  <CheckOutlined style={{ visibility: one.id === project.id ? "visible" : "hidden" }} />
                </span>
              ),
              onClick: () => navigate(`/p/${one.id}/home`),
            })),
            ...(session?.may_create_project ? more : []),
          ],
        }}
      >
        <button type="button" className={css.button} aria-label={t("project.switch", { name: project.name })}>
          <span className={css.name} dir="auto">{project.name}</span>
          <DownOutlined />
        </button>
      </Dropdown>
      <CreateProject open={making} close={() => setMaking(false)} />
    </>
  );
}
