/** The numbers as CSV, the picture as PNG. */
import { DownloadOutlined, FileImageOutlined, FileTextOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ChartHandle, saveCsv, savePng } from "@/chart";
import { useProject } from "@/session/useProject";
import { dayIn } from "@/shared/format";
import style from "./ReportFrame.module.css";

interface Props {
  chart: React.RefObject<ChartHandle | null>;
  name: string;
  disabled?: boolean;
}

export function ExportMenu({ chart, name, disabled }: Props) {
  const { t } = useTranslation("report");
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const { timezone } = useProject();
  const file = `${name} ${dayIn(timezone, Date.now())}`;
  const nothing = () => void message.info(t("exportNothing"));
  const picture = async () => {
    if (!chart.current) return nothing();
    setBusy(true);
    try {
      await savePng(chart, file);
    } catch {
      message.error(t("pngFailed"));
    } finally {
      setBusy(false);
    }
  };
  const table = () => {
    if (chart.current) saveCsv(chart.current.table(), file);
    else nothing();
  };
  const items = [
    { key: "csv", icon: <FileTextOutlined />, label: t("csv"), onClick: table },
    { key: "png", icon: <FileImageOutlined />, label: t("png"), onClick: () => void picture() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} disabled={disabled}>
      <Button icon={<DownloadOutlined />} aria-label={t("export")} loading={busy}>
        <span className={style.word}>{t("export")}</span>
      </Button>
    </Dropdown>
  );
}
