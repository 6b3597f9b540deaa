/** Puts a number aside, and asks why another is not the same. */
import { DiffOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useProject } from "@/session/useProject";
import { closePeople, type PeopleAsked } from "./asked";
import { comparable, hold, linkToPair, same, useHeld } from "./compared";
import style from "./People.module.css";

export function Compare({ asked }: { asked: PeopleAsked }) {
  const { t } = useTranslation("behind");
  const { id } = useProject();
  const go = useNavigate();
  const first = useHeld(id);
  if (!comparable(asked)) return null;
  if (first && same(first, asked)) {
    return (
      <p className={style.compare} role="status">
        {t("held")} <Button type="link" size="small" onClick={() => hold(id, undefined)}>{t("release")}</Button>
      </p>
    );
  }
  const why = () => {
    closePeople();
    void go(linkToPair(id, first!, asked));
  };
  return (
    <p className={style.compare}>
      {first && <Button size="small" icon={<DiffOutlined />} onClick={why}><bdi>{t("why", { title: first.title })}</bdi></Button>}
      <Button type="link" size="small" icon={first ? undefined : <DiffOutlined />} onClick={() => hold(id, asked)}>{t(first ? "holdInstead" : "hold")}</Button>
    </p>
  );
}
