/** A page that broke: the rest of the console stays, the page says so and can be tried again. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Empty, Failed } from "@/shared/states";

/** How browsers say that a part of the console is gone, as after an update of the server. */
const GONE = /dynamically imported module|module script failed|preload CSS/i;

export function RouteError() {
  const error = useRouteError();
  const { t } = useTranslation("shell");
  if (error instanceof Error && GONE.test(error.message))
    return (
      <Empty title={t("renewed.title")} action={<Button type="primary" onClick={() => location.reload()}>{t("renewed.reload")}</Button>}>
        {t("renewed.why")}
      </Empty>
    );
  return <Failed error={error} retry={() => location.reload()} />;
}
