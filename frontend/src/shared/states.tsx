/** What stands where an answer is not: nothing there yet, a refusal with its reason, or still on its way. */
import { ReloadOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import css from "./states.module.css";

interface EmptyProps {
  /** One sentence: what would be here. */
  title: string;
  /** Why there is nothing, or what it is good for. */
  children?: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
  icon?: ReactNode;
  /** Inside a card rather than on a page. */
  small?: boolean;
}

export function Empty({ title, children, action, icon, small }: EmptyProps) {
  const Title = small ? "p" : "h2";
  return (
    <div className={small ? css.small : css.state}>
      {icon && <div className={css.icon} aria-hidden>{icon}</div>}
      <Title className={css.title}>{title}</Title>
      {children && <div className={css.why}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}

/** A refusal in a sentence, what it is about, its code, and another try. */
export function Failed({ error, retry, small }: { error: unknown; retry?: () => void; small?: boolean }) {
  const { t } = useTranslation("states");
  const { sentence, about, code } = told(error, t("unreachable"), t("unknown"));
  const Title = small ? "p" : "h2";
  return (
    <div role="alert" className={small ? css.small : css.state}>
      <Title className={css.title}>{sentence}</Title>
      {about && <p className={css.why} dir="auto">{about}</p>}
      <p className={css.code}>{code}</p>
      {retry && (
        <div className={css.action}>
          <Button icon={<ReloadOutlined />} onClick={retry}>{t("retry")}</Button>
        </div>
      )}
    </div>
  );
}

/** `sentence`, `about` and `code` of whatever was thrown. */
export function told(error: unknown, unreachable: string, unknown: string) {
  if (!(error instanceof ApiError)) return { sentence: unknown, about: "", code: "error" };
  const sentence = error.sentence || (error.status === 0 ? unreachable : unknown);
  return { sentence, about: error.about, code: error.code };
}

/** The outline of what is coming; `height` keeps the page from jumping. */
export function Loading({ height, rows = 4 }: { height?: number; rows?: number }) {
  const { t } = useTranslation("states");
  return (
    <div role="status" aria-label={t("loading")} style={{ minHeight: height, padding: 16 }}>
      {height ? <Skeleton.Node active styles={{ root: { display: "block", width: "100%" } }} style={{ width: "100%", height: height - 32 }} /> : <Skeleton active title={false} paragraph={{ rows }} />}
    </div>
  );
}
