/** Who is who, as far as it is doubtful: links that were not believed wait for a decision, and what was decided is kept. */
import { Card, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { MergeLog } from "@/shared/identity/MergeLog";
import { Conflicts } from "./Conflicts";
import css from "./Identity.module.css";

export default function IdentityPage() {
  const { t } = useTranslation("identity");
  const [params, setParams] = useSearchParams();
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <p>{t("what")}</p>
      </header>
      <Card size="small">
        <Tabs
          activeKey={params.get("tab") === "merges" ? "merges" : "conflicts"}
          onChange={(tab) => setParams(tab === "conflicts" ? {} : { tab }, { replace: true })}
          items={[
            { key: "conflicts", label: t("conflicts"), children: <Conflicts /> },
            { key: "merges", label: t("merges"), children: <MergeLog /> },
          ]}
        />
      </Card>
    </div>
  );
}
