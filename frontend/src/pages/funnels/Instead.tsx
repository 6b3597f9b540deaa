/** From a funnel to the paths of those who dropped out of it: what they did instead of the next step. */
import { NodeIndexOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { linkTo } from "@/shared/urlState";

interface Props {
  body: Schemas["FunnelBody"];
  /** What the steps after the first are called. */
  names: readonly string[];
}

export function Instead({ body, names }: Props) {
  const { t } = useTranslation("funnels");
  const { id } = useProject();
  const { kind: _, breakdown: __, now: ___, ...funnel } = body;
  if (body.order === "unordered" || names.length === 0) return null;
  const items = names.map((name, n) => {
    const paths = { node: "both", by: "person", between: { funnel, part: "dropped", step: n + 1 } };
    return { key: String(n), label: <Link to={linkTo(`/p/${id}/paths`, paths)}>{t("insteadOf", { place: n + 2, name })}</Link> };
  });
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button icon={<NodeIndexOutlined />}>{t("instead")}</Button>
    </Dropdown>
  );
}
