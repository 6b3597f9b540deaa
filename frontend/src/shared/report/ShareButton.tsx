/** The address holds the whole question: copying it is sharing it. */
import { ShareAltOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import style from "./ReportFrame.module.css";

export function ShareButton() {
  const { t } = useTranslation("report");
  const { message, modal } = App.useApp();
  const share = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      message.success(t("copied"));
    } catch {
      // Without https the browser lends no clipboard: the address is shown to be copied by hand.
      modal.info({ title: t("copyByHand"), content: <code style={{ overflowWrap: "anywhere" }}>{location.href}</code> });
    }
  };
  return (
    <Button icon={<ShareAltOutlined />} aria-label={t("share")} onClick={() => void share()}>
      <span className={style.word}>{t("share")}</span>
    </Button>
  );
}
