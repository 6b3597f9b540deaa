/** What only somebody who signed in sees: the session is known before any page below is drawn. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation, useNavigate, useParams } from "react-router";
import { ApiError, speaking } from "@/api/client";
import { besidesSession, queries, SESSION } from "@/api/queries";
import { Empty, Failed, Loading } from "@/shared/states";
import { CreateProject } from "@/shell/CreateProject";
import { NotFound } from "@/shell/NotFound";
import { Shell } from "@/shell/Shell";
import { resume } from "./again";
import { fetchSession } from "./session";
import { SignInAgain } from "./SignInAgain";
import { onTabs } from "./tabs";
import { useSession, useSessionQuery } from "./useProject";
import { useKeyEvents } from "./useKeyEvents";
import { forget, useSignOut } from "./useSignOut";

const LAST = "uems.project";

export function Signed() {
  const { data, error, refetch } = useSessionQuery();
  const { pathname, search } = useLocation();
  useTabs(data?.account.id);
  if (error instanceof ApiError && error.status === 401 && !data) {
    const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${next}`} replace />;
  }
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading rows={8} />;
  return (
    <>
      <Outlet />
      <SignInAgain account={data.account} />
    </>
  );
}

/** Another tab signed out, or in again. */
function useTabs(account: string | undefined) {
  const navigate = useNavigate();
  useEffect(
    () =>
      onTabs((word) => {
        if (word.said === "out") {
          forget();
          void navigate("/sign-in", { replace: true });
        } else if (account && word.account !== account) location.assign("/");
        else void fetchSession().then((session) => (queries.setQueryData(SESSION, session), resume()), () => undefined);
      }),
    [account, navigate],
  );
}

/** `/`: the project one was in last, else the first. */
export function Landing() {
  const projects = useSession()?.projects ?? [];
  const last = projects.find((one) => one.id === localStorage.getItem(LAST)) ?? projects[0];
  return last ? <Navigate to={`/p/${last.id}/home`} replace /> : <NoProject />;
}

function NoProject() {
  const { t } = useTranslation("session");
  const [making, setMaking] = useState(false);
  const session = useSession();
  const signOut = useSignOut();
  return (
    <main>
      <Empty
        title={t("none.title")}
        action={
          <>
            {session?.may_create_project && <Button type="primary" onClick={() => setMaking(true)}>{t("none.make")}</Button>}
            <Button onClick={signOut}>{t("none.out")}</Button>
          </>
        }
      >
        {t(session?.may_create_project ? "none.why" : "none.ask")}
      </Empty>
      <CreateProject open={making} close={() => setMaking(false)} />
    </main>
  );
}

/** Below a project's address: calls speak for it, and the shell stands around its pages. */
export function Entered() {
  const { project: id } = useParams();
  const found = useSession()?.projects.find((one) => one.id === id);
  if (found) speaking.project = found.id;
  const keys = useKeyEvents(found?.id);
  useEffect(() => {
    if (!found) return;
    localStorage.setItem(LAST, found.id);
    return () => void queries.removeQueries(besidesSession);
  }, [found?.id]);
  if (!found) return <main><NotFound /></main>;
  if (keys.error) return <Failed error={keys.error} retry={() => void keys.refetch()} />;
  return keys.data ? <Shell key={found.id} /> : null;
}
