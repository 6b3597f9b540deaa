import { QueryObserver } from "@tanstack/react-query";
import i18next from "i18next";
import { expect, test, vi } from "vitest";
import { queries, SESSION } from "./queries";

test("with another language everything but the session is asked again, also what is still on its way", async () => {
  await i18next.init({ lng: "en", resources: {} });
  queries.setQueryData(SESSION, {});
  queries.setQueryData(["left"], "en");
  const ask = async () => {
    const said = i18next.language;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return said;
  };
  const shown = ["slow", "quick"].map((name) => new QueryObserver(queries, { queryKey: [name], queryFn: ask }).subscribe(() => {}));
  queries.setQueryData(["quick"], "en");
  await i18next.changeLanguage("zh");
  await vi.waitFor(() => expect(["slow", "quick"].map((name) => queries.getQueryData([name]))).toEqual(["zh", "zh"]));
  expect([["left"], SESSION].map((queryKey) => queries.getQueryState(queryKey)?.isInvalidated)).toEqual([true, false]);
  shown.forEach((stop) => stop());
  queries.clear();
});
