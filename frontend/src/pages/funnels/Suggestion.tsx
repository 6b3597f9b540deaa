/** Nothing asked yet: what a funnel wants, and one of the project's own events to begin with by one click. */
import { FunnelPlotOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useProject } from "@/session/useProject";
import { useEventNames } from "@/shared/query/catalog";
import { Empty } from "@/shared/states";
import { firstSteps, type Step } from "./funnel";

export function Suggestion({ choose }: { choose: (steps: Step[]) => void }) {
  const { t } = useTranslation("funnels");
  const { sign_up, activation, revenue } = useProject().key_events;
  const names = useEventNames("").data?.pages[0]?.items ?? [];
  const steps = firstSteps([sign_up, activation, revenue], names.map((each) => each.name));
  const begin = steps.length > 1 && (
    <Button onClick={() => choose(steps)}>
      <bdi>{t("suggestion", { steps: steps.map((step) => step.event).join(" → ") })}</bdi>
    </Button>
  );
  return (
    <Empty title={t("asking")} icon={<FunnelPlotOutlined />} action={begin}>
      {t("askingWhy")}
    </Empty>
  );
}
