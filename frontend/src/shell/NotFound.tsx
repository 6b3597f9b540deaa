/** An address that leads nowhere, and the way back. */
import { CompassOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Empty } from "@/shared/states";
import { useTitle } from "./title";

export function NotFound() {
  const { t } = useTranslation("shell");
  const { project } = useParams();
  useTitle(t("missing.title"));
  return (
    <Empty
      icon={<CompassOutlined />}
      title={t("missing.title")}
      action={<Link to={project ? `/p/${project}/home` : "/"}><Button type="primary">{t("missing.home")}</Button></Link>}
    >
      {t("missing.why")}
    </Empty>
  );
}
